import { availableParallelism } from "node:os";
import { oneOf, parseOptions, UsageError, wholeNumber } from "./command-line.ts";
import { parseParts } from "./history-parts.ts";
import { type MutantName, mutants } from "./mutants.ts";
import { type StoreName, subjectStores } from "./subject-stores.ts";
import { type WrongAnswer, wrongAnswers } from "./wrong-answers.ts";

export interface TortureArguments {
  /** The first seed, and how many. */
  readonly first: number;
  readonly count: number;
  readonly store: StoreName;
  readonly jobs: number;
  /** Whether to play each mutant on every seed, instead of the library. */
  readonly mutants: boolean;
  /** One mutant to play. */
  readonly mutant: MutantName | undefined;
  readonly without: readonly string[];
  /** Wrong answers that every history gets, beside those that it draws. */
  readonly with: readonly WrongAnswer[];
}

const stores = Object.keys(subjectStores) as StoreName[];
const mutantNames = Object.keys(mutants) as MutantName[];
const answerNames = Object.keys(wrongAnswers) as WrongAnswer[];

export const usage = `Usage: npm run torture -- [options]
  --seeds N         so many random histories (default: 100; 1 with --seed)
  --seed S          the first one (default: 1)
  --store NAME      ${stores.join(", ")} (default: memory); prisma is SQLite
  --jobs N          so many at once (default: one for each core)
  --mutants         play each mutant, a known mistake, on every seed; fails if one is not found
  --mutant NAME     play one mutant: ${mutantNames.join(", ")}
  --with A,B        wrong answers for every history: ${answerNames.join(", ")}
  --without A,B     leave out parts of the histories, by the names of a shrunk history`;

/** @throws UsageError with what to do */
export function parseTortureArguments(argv: readonly string[]): TortureArguments | "help" {
  const values = parseOptions(argv, "torture", {
    seeds: { type: "string" },
    seed: { type: "string" },
    store: { type: "string", default: "memory" },
    jobs: { type: "string" },
    mutants: { type: "boolean", default: false },
    mutant: { type: "string" },
    with: { type: "string" },
    without: { type: "string" },
    help: { type: "boolean", short: "h" },
  });
  if (values.help) return "help";
  if (values.mutants && values.mutant !== undefined) {
    throw new UsageError("Give --mutants or --mutant, not both.");
  }
  return {
    first: wholeNumber("--seed", values.seed ?? "1"),
    count: wholeNumber("--seeds", values.seeds ?? (values.seed === undefined ? "100" : "1")),
    store: oneOf("--store", values.store, stores),
    jobs: wholeNumber("--jobs", values.jobs ?? String(availableParallelism())),
    mutants: values.mutants,
    mutant: values.mutant === undefined ? undefined : oneOf("--mutant", values.mutant, mutantNames),
    without: parseParts(values.without ?? ""),
    with: parseParts(values.with ?? "").map((name) => oneOf("--with", name, answerNames)),
  };
}
