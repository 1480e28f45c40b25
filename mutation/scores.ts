import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { reportOf, shards } from "./shards.ts";

/** What of Stryker's report is read: the schema of mutation-testing-elements. */
interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>
  >;
}

interface Mutant {
  readonly status: "Killed" | "Timeout" | "Survived" | "NoCoverage" | "Ignored" | string;
}

interface Score {
  killed: number;
  total: number;
}

/** Prints, by folder, how many mutants the last run of each shard killed; what was not run, or has changed since. */
export function printScores(): void {
  const scores = new Map<string, Score>();
  const notes: string[] = [];
  for (const name of Object.keys(shards)) {
    const path = reportOf(name);
    if (!existsSync(path)) {
      notes.push(`not run: ${name}`);
      continue;
    }
    const { files } = JSON.parse(readFileSync(path, "utf8")) as Report;
    for (const [file, { source, mutants }] of Object.entries(files)) {
      for (const folder of [dirname(file), "all"]) add(scores, folder, mutants);
      const now = existsSync(file) ? readFileSync(file, "utf8") : undefined;
      if (now !== source) notes.push(`changed since it was run: ${file}`);
    }
  }
  for (const [folder, { killed, total }] of scores) {
    const share = ((100 * killed) / total).toFixed(1);
    console.log(`${share.padStart(6)} %  ${`${killed}/${total}`.padStart(9)}  ${folder}`);
  }
  for (const note of notes) console.log(note);
}

/** A time-out is a kill. What no test of the shard covers has survived. */
function add(scores: Map<string, Score>, folder: string, mutants: readonly Mutant[]): void {
  const score = scores.get(folder) ?? { killed: 0, total: 0 };
  const count = (...of: readonly string[]) =>
    mutants.filter(({ status }) => of.includes(status)).length;
  score.killed += count("Killed", "Timeout");
  score.total += count("Killed", "Timeout", "Survived", "NoCoverage");
  scores.set(folder, score);
}
