import { inspect, isDeepStrictEqual } from "node:util";
import { childKinds, type PullRequestSnapshot } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import type { Changes } from "./changes.ts";
import type { SubjectStore } from "./subject-store.ts";
import { type TrueSnapshot, trueSnapshots } from "./true-snapshots.ts";
import { withPresentName } from "./with-present-name.ts";

export interface Comparison {
  readonly repositoryId: string;
  readonly subjectStore: SubjectStore;
  readonly changes: Pick<Changes, "made" | "changedSince">;
  /** What the runs read by. */
  readonly api: "graphql" | "rest";
}

/**
 * What differs between the stored pull requests and the truth, field for field. Missing is what belongs to the history's window, or changed
 * since the first contact.
 */
export async function compareWithTruth(
  github: FakeGitHub,
  { repositoryId, subjectStore, changes: { made, changedSince }, api }: Comparison,
): Promise<{ readonly differences: readonly string[]; readonly compared: number }> {
  const known = await subjectStore.store.getRepository(repositoryId);
  if (!known?.repository.nodeId) return { differences: ["nothing was read"], compared: 0 };
  const rows = await subjectStore.pullRequests(repositoryId);
  const stored = withPresentName(rows, made.formerNames, made.repository);
  const { from = null, firstContact } = known.state.checkpoint.history ?? {};
  const changed = new Set(changedSince(firstContact ?? new Date(0)));
  const truth = trueSnapshots(github, known.repository);
  const storedOf = new Map(stored.map((snapshot) => [snapshot.pullRequest.number, snapshot]));
  const differences = truth.flatMap((snapshot) => {
    const { number, updatedAt } = snapshot.pullRequest;
    const found = storedOf.get(number);
    storedOf.delete(number);
    if (found) return differencesOf(found, snapshot, { api });
    const belongs = from === null || updatedAt >= from || changed.has(number);
    return belongs ? [`#${number} is missing`] : [];
  });
  // What was taken away may have been stored before: absence is not deletion.
  const left = [...storedOf.keys()].filter((number) => !made.removed.has(number));
  const unknown = left.map((number) => `#${number} should not be there`);
  return { differences: [...differences, ...unknown], compared: stored.length };
}

/** What differs between a stored pull request and the truth, field for field. */
export function differencesOf(
  stored: PullRequestSnapshot,
  truth: TrueSnapshot,
  { api }: Pick<Comparison, "api">,
): readonly string[] {
  const { number } = truth.pullRequest;
  const fields = Object.keys(truth.pullRequest) as (keyof PullRequestSnapshot["pullRequest"])[];
  // REST does not know them.
  const isUnknown = api === "rest" && stored.pullRequest.linkedIssues === null;
  return [
    ...fields
      .filter((field) => field !== "linkedIssues" || !isUnknown)
      .filter((field) => !isDeepStrictEqual(stored.pullRequest[field], truth.pullRequest[field]))
      .map(
        (field) =>
          `#${number} ${field}: stored ${show(stored.pullRequest[field])}, true ${show(truth.pullRequest[field])}`,
      ),
    ...(isDeepStrictEqual(stored.truncated, truth.truncated)
      ? []
      : [`#${number} truncated differ`]),
    ...childKinds
      .filter(
        (kind) => !isDeepStrictEqual(sorted(stored.children[kind]), sorted(truth.children[kind])),
      )
      .map((kind) => `#${number} ${kind} differ`),
  ];
}

// Stores keep rows by key, in no order.
function sorted(rows: readonly object[] | undefined): readonly object[] | undefined {
  return rows?.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf(row: { readonly id?: number; readonly sha?: string; readonly path?: string }) {
  return String(row.id ?? row.sha ?? row.path);
}

function show(value: unknown): string {
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY }).slice(0, 80);
}
