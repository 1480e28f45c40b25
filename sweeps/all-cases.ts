import { bothInterfacesCases, reportedCases } from "./both-cases.ts";
import { graphqlPathCases, graphqlQueryCases } from "./graphql-cases.ts";
import { restFieldCases, restListCases, restWrongListCases } from "./rest-cases.ts";
import { type Situation, type SweepCase, situations } from "./sweep-case.ts";

/** A case in one of its situations. */
export interface SweepTask {
  /** Unique, as in `later: REST, reviews: [].body is absent`. */
  readonly label: string;
  readonly situation: Situation;
  readonly sweepCase: SweepCase;
}

let tasks: Promise<readonly SweepTask[]> | undefined;

/** All of them, always in the same order. Built once a process. */
export function sweepTasks(): Promise<readonly SweepTask[]> {
  tasks ??= buildTasks();
  return tasks;
}

async function buildTasks(): Promise<readonly SweepTask[]> {
  const cases = [
    ...restFieldCases(),
    ...(await graphqlPathCases()),
    ...restListCases(),
    ...restWrongListCases(),
    ...graphqlQueryCases(),
    ...bothInterfacesCases(),
    ...reportedCases(),
  ];
  return cases.flatMap((sweepCase) =>
    situations
      .filter((situation) => (sweepCase.situation ?? situation) === situation)
      .map((situation) => ({
        label: `${situation}: ${sweepCase.name}`,
        situation,
        sweepCase,
      })),
  );
}

/**
 * Whether a task belongs to the share of so many in one that a test plays: by its label alone, so that it stays the same whatever cases
 * come beside it.
 */
export function isInShare({ label }: Pick<SweepTask, "label">, oneIn: number): boolean {
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(label)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % oneIn === 0;
}
