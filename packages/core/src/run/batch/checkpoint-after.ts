import type { HydratedBatch } from "../../hydrate/batch.ts";
import { isCapped } from "../../hydrate/reading.ts";
import { isChildKind, type PullRequestSnapshot, type SnapshotPart } from "../../model/snapshot.ts";
import type { SyncCheckpoint, SyncState } from "../../model/sync-state.ts";
import type { SnapshotToStore } from "../../ports/repo-store.ts";
import { rereadHistory } from "../history/history-window.ts";

/**
 * Returns the state with the parts that a batch showed to be forbidden. Pure.
 *
 * A part is allowed again once the pull request at which it was refused shows it, or is gone. The
 * history is then listed again in the same step, because stored pull requests lack the part. Other
 * pull requests prove nothing: a single linked issue can be hidden.
 */
export function afterForbidden(
  { checkpoint, historyCompletedAt }: SyncState,
  batch: Pick<HydratedBatch, "forbidden" | "snapshots" | "failures" | "readAt">,
): Partial<SyncState> & Pick<SyncState, "checkpoint"> {
  const { forbiddenParts = [], forbiddenAt = {}, history } = checkpoint;
  // A history in progress has read pages without the part, so the part is allowed only after it.
  const mayTakeBack = historyCompletedAt !== undefined && history !== undefined;
  const isBack = (part: SnapshotPart) => showsPart(batch, part, forbiddenAt[part]);
  const back = mayTakeBack ? forbiddenParts.filter(isBack) : [];
  const left = forbiddenParts.filter((part) => !back.includes(part));
  const all = [...new Set([...left, ...batch.forbidden])];
  if (all.length === 0 && forbiddenParts.length === 0) return { checkpoint };
  const at = all.flatMap((part) => {
    const number = (left.includes(part) && forbiddenAt[part]) || lacking(batch, part);
    return number === undefined ? [] : [[part, number] as const];
  });
  const parts = { forbiddenParts: all, forbiddenAt: Object.fromEntries(at) };
  if (!history || back.length === 0) return { checkpoint: { ...checkpoint, ...parts } };
  return rereadHistory({ ...checkpoint, ...parts, history }, batch.readAt);
}

/** Returns the first pull request of a batch that lacks a part. */
function lacking({ snapshots }: Pick<HydratedBatch, "snapshots">, part: SnapshotPart) {
  return snapshots.find(({ unread }) => unread.includes(part))?.pullRequest.number;
}

/**
 * Returns the state after a batch that shows another repository name than the stored rows.
 * Everything is read again: a head repository with the old name would look like a fork. `undefined`
 * if the name is the same. Pure.
 */
export function afterRename(
  { checkpoint, historyCompletedAt }: SyncState,
  { fullName, readAt }: Pick<HydratedBatch, "fullName" | "readAt">,
): ReturnType<typeof afterForbidden> | undefined {
  const { history, storedName, nextName } = checkpoint;
  const name = nextName ?? storedName;
  if (fullName === undefined || fullName === name) return undefined;
  if (name === undefined) return { checkpoint: { ...checkpoint, storedName: fullName } };
  const left = { ...checkpoint, leftName: { name, at: readAt } };
  // A history in progress has read pages under the old name, so it is listed again when it is done.
  if (!history || !historyCompletedAt) return { checkpoint: { ...left, nextName: fullName } };
  return rereadHistory({ ...left, history, storedName: fullName }, readAt);
}

/**
 * Returns the repository's name after a batch that may show another one. A new name counts once
 * REST shows it too. The previous name does not count, because responses lag.
 * @param known the last name that GitHub gave
 * @param confirm asks REST for the name
 */
export async function confirmName(
  { storedName, nextName, leftName }: Pick<SyncCheckpoint, "storedName" | "nextName" | "leftName">,
  { fullName, readAt }: Pick<HydratedBatch, "fullName" | "readAt">,
  known: string,
  settleMs: number,
  confirm: () => Promise<string>,
): Promise<string | undefined> {
  const name = nextName ?? storedName ?? known;
  if (fullName === undefined || fullName === name) return fullName;
  const isLeft = (other: string) =>
    other === leftName?.name && readAt.getTime() < leftName.at.getTime() + settleMs;
  if (isLeft(fullName)) return name;
  const confirmed = await confirm();
  return isLeft(confirmed) ? name : confirmed;
}

/**
 * Removes the pull requests of a batch that show another name of the repository than the confirmed
 * one: the response lagged behind a rename, or is another repository's. They count as failures, and
 * are read again. Pure.
 */
export function withoutMisnamed(batch: HydratedBatch, believed: string | undefined): HydratedBatch {
  const { snapshots, failures, fullName } = batch;
  if (fullName === undefined || believed === undefined || fullName === believed) return batch;
  const isMisnamed = ({ pullRequest }: PullRequestSnapshot) =>
    pullRequest.url.includes(`/${fullName}/`);
  const misnamed = snapshots.filter(isMisnamed);
  if (misnamed.length === 0) return batch;
  const reason = `GitHub answered for ${fullName}, but the repository's name is ${believed}; nothing of it was used.`;
  return {
    ...batch,
    snapshots: snapshots.filter((snapshot) => !isMisnamed(snapshot)),
    failures: [...failures, ...misnamed.map(({ pullRequest: { number } }) => ({ number, reason }))],
    // What this answer refuses, another repository may have refused.
    forbidden: [],
  };
}

/**
 * Returns the state after a history in which the repository was renamed; `undefined` if it was not.
 * Pure.
 */
export function afterNamedHistory(
  { checkpoint }: SyncState,
  now: Date,
): ReturnType<typeof afterForbidden> | undefined {
  const { history, nextName, ...rest } = checkpoint;
  if (!history || nextName === undefined) return undefined;
  return rereadHistory({ ...rest, history, storedName: nextName }, now);
}

/**
 * Whether a batch shows the part of a pull request, or that the pull request is gone. An empty list
 * counts: REST was asked for it.
 */
function showsPart(
  { snapshots, failures }: Pick<HydratedBatch, "snapshots" | "failures">,
  part: SnapshotPart,
  number: number | undefined,
): boolean {
  if (failures.some((failure) => failure.absent && failure.number === number)) return true;
  return snapshots.some(({ children, unread, pullRequest }) => {
    if (number !== undefined && pullRequest.number !== number) return false;
    if (part === "linkedIssues") return pullRequest.linkedIssues !== null;
    return isChildKind(part) ? children[part] !== undefined : !unread.includes(part);
  });
}

/** Returns the pull requests whose stored commits REST truncated, after a batch. Pure. */
export function truncatedAfter(
  truncatedCommits: readonly number[],
  stored: readonly SnapshotToStore[],
  vanished: readonly number[],
  { isByRest }: { readonly isByRest: boolean },
): readonly number[] {
  const read = stored.map(({ snapshot }) => snapshot).filter(({ children }) => children.commits);
  const known = new Set([...vanished, ...read.map(({ pullRequest }) => pullRequest.number)]);
  const left = truncatedCommits.filter((number) => !known.has(number));
  const truncatedNow = isByRest ? read.filter(isTruncated) : [];
  return [...left, ...truncatedNow.map(({ pullRequest }) => pullRequest.number)];
}

/** Whether REST truncated the list of commits. GraphQL can show all of it. */
function isTruncated({ children, truncated }: PullRequestSnapshot): boolean {
  return truncated.includes("commits") && isCapped("commits", "rest", children.commits?.length);
}
