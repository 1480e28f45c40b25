import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { reportOf, shards } from "./shards.ts";

/** What is read of the report that Stryker keeps of a shard. */
interface Report {
  readonly files: Readonly<Record<string, MutatedFile>>;
}

interface MutatedFile {
  readonly source: string;
  readonly mutants: readonly Mutant[];
}

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

/** A mutant that runs into the time limit was noticed. */
const noticed = ["Killed", "Timeout"];
/** What no test of the shard covers was not noticed either. Static ones were left out. */
const unnoticed = ["Survived", "NoCoverage"];

const notRun = { source: undefined, mutants: [] };

/** Prints what the last runs of all shards found: survivors, killed and total by folder, and what was not run. */
export function printScores(): void {
  const mutantsIn = new Map<string, Mutant[]>();
  const notes: string[] = [];
  for (const [name, { mutate }] of Object.entries(shards)) {
    const files = filesOf(reportOf(name));
    for (const file of globSync([...mutate])) {
      const { source, mutants } = files[file] ?? notRun;
      const judged = mutants.filter(({ status }) => [...noticed, ...unnoticed].includes(status));
      for (const folder of judged.length > 0 ? [dirname(file), "all"] : []) {
        mutantsIn.set(folder, [...(mutantsIn.get(folder) ?? []), ...judged]);
      }
      for (const mutant of judged) if (unnoticed.includes(mutant.status)) print(file, mutant);
      if (source === undefined) notes.push(`Not run, or without a mutant: ${file}`);
      else if (source !== readFileSync(file, "utf8")) notes.push(`Changed since: ${file}`);
    }
  }
  for (const [folder, mutants] of mutantsIn) {
    const killed = mutants.filter(({ status }) => noticed.includes(status)).length;
    const share = ((100 * killed) / mutants.length).toFixed(1);
    console.log(`${share.padStart(5)} % ${`${killed}/${mutants.length}`.padStart(9)}  ${folder}`);
  }
  for (const note of notes) console.log(note);
}

function filesOf(path: string): Report["files"] {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Report).files : {};
}

function print(file: string, { status, mutatorName, replacement = "", location }: Mutant): void {
  const { line, column } = location.start;
  const [shown = ""] = replacement.split("\n");
  console.log(`${status} ${file}:${line}:${column} ${mutatorName}: ${shown}`);
}
