import type { HydratedBatch } from "../../hydrate/hydrate-next.ts";
import type { SyncState } from "../../ports/sync-state.ts";
import type { SnapshotPart } from "../../records/snapshot.ts";
import { readAnew } from "../history/read-anew.ts";

/**
 * The state with the parts that this credential may not read, as a batch has shown them. One that may be read again is taken back,
 * and in the same step the history is listed again: what was stored before lacks that part still. Pure.
 */
export function afterForbidden(
  { checkpoint, historyCompletedAt }: SyncState,
  batch: Pick<HydratedBatch, "forbidden" | "snapshots" | "readAt">,
): Partial<SyncState> & Pick<SyncState, "checkpoint"> {
  const { forbiddenKinds = [], history } = checkpoint;
  // A history in progress has pages behind it that were read without the part: it is taken back after that one.
  const mayTakeBack = historyCompletedAt !== undefined && history !== undefined;
  const isBack = (part: SnapshotPart) => !batch.forbidden.includes(part) && showsPart(batch, part);
  const back = mayTakeBack ? forbiddenKinds.filter(isBack) : [];
  const left = forbiddenKinds.filter((part) => !back.includes(part));
  const all = [...new Set([...left, ...batch.forbidden])];
  const parts = all.length > 0 || forbiddenKinds.length > 0 ? { forbiddenKinds: all } : {};
  if (!history || back.length === 0) return { checkpoint: { ...checkpoint, ...parts } };
  return readAnew({ ...checkpoint, ...parts, history }, batch.readAt);
}

/**
 * The state after a batch that shows the repository under another name than what is stored has in it: all of it is read again, so
 * that nothing looks like a fork's. `undefined` where the name is the same. Pure.
 */
export function afterRename(
  { checkpoint, historyCompletedAt }: SyncState,
  { fullName, readAt }: Pick<HydratedBatch, "fullName" | "readAt">,
): ReturnType<typeof afterForbidden> | undefined {
  const { history, storedName } = checkpoint;
  if (fullName === undefined || fullName === storedName) return undefined;
  const named = { ...checkpoint, storedName: fullName };
  if (storedName === undefined) return { checkpoint: named };
  // A history in progress has pages behind it that were read under the old name: it is listed again after that.
  return history && historyCompletedAt ? readAnew({ ...named, history }, readAt) : undefined;
}

// An empty list too: for a kind that was forbidden, REST is asked even where it counts none.
function showsPart({ snapshots }: Pick<HydratedBatch, "snapshots">, part: SnapshotPart): boolean {
  return snapshots.some(({ children, unread, pullRequest }) => {
    if (part === "linkedIssues") return pullRequest.linkedIssues !== null;
    if (part in children) return children[part as keyof typeof children] !== undefined;
    return !unread.includes(part);
  });
}
