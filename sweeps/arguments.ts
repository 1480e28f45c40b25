import { availableParallelism } from "node:os";
import { oneOf, parseOptions, wholeNumber } from "../torture/command-line.ts";
import { type StoreName, subjectStores } from "../torture/subject-stores.ts";
import type { SweepCase } from "./sweep-case.ts";

export interface SweepArguments {
  readonly store: StoreName;
  readonly jobs: number;
  /** Plays single fields, or answers as a whole. @defaultValue both */
  readonly part: SweepCase["part"] | undefined;
  /** Plays the cases whose label has this text. */
  readonly only: string;
  /** Plays one case in so many, always the same ones. */
  readonly oneIn: number;
}

const parts = ["fields", "answers"] as const;
const stores = Object.keys(subjectStores) as StoreName[];

export const usage = `Usage: npm run sweep -- [options]
  --store NAME   ${stores.join(", ")} (default: memory); prisma is SQLite.
                 Databases play the cases of single fields alone.
  --jobs N       so many at once (default: one for each core)
  --part NAME    ${parts.join(" or ")}: single fields, or answers as a whole (default: both)
  --one-in N     a fixed share of the cases (default: 1, all)
  --only TEXT    the cases whose label has this text, as a failure names it`;

/** @throws UsageError with what to do */
export function parseSweepArguments(argv: readonly string[]): SweepArguments | "help" {
  const values = parseOptions(argv, "sweep", {
    store: { type: "string", default: "memory" },
    jobs: { type: "string", default: String(availableParallelism()) },
    part: { type: "string" },
    only: { type: "string", default: "" },
    "one-in": { type: "string", default: "1" },
    help: { type: "boolean", default: false, short: "h" },
  });
  if (values.help) return "help";
  return {
    store: oneOf("--store", values.store, stores),
    jobs: wholeNumber("--jobs", values.jobs),
    part: values.part === undefined ? undefined : oneOf("--part", values.part, parts),
    oneIn: wholeNumber("--one-in", values["one-in"]),
    only: values.only,
  };
}
