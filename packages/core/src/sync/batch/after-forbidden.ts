import type { HydratedBatch } from "../../hydrate/hydrate-next.ts";
import type { SyncState } from "../../ports/sync-state.ts";
import type { ChildKind } from "../../records/snapshot.ts";
import { readAnew } from "../history/read-anew.ts";

/**
 * The state with the kinds that this credential may not read, as a batch has shown them. One that may be read again is taken back,
 * and in the same step the history begins anew: what was stored before lacks that kind still. What REST shows in GraphQL's place
 * takes none back: GraphQL may go on forbidding it. Pure.
 */
export function afterForbidden(
  { checkpoint, historyCompletedAt }: SyncState,
  batch: Pick<HydratedBatch, "forbidden" | "snapshots" | "readAt">,
  { isStandIn }: { readonly isStandIn: boolean },
): Partial<SyncState> & Pick<SyncState, "checkpoint"> {
  const { forbiddenKinds = [], history } = checkpoint;
  // A history under way has pages behind it that were read without the kind: it is taken back after that one.
  const mayTakeBack = !isStandIn && historyCompletedAt !== undefined && history !== undefined;
  const isBack = (kind: ChildKind) => !batch.forbidden.includes(kind) && showsKind(batch, kind);
  const back = mayTakeBack ? forbiddenKinds.filter(isBack) : [];
  const left = forbiddenKinds.filter((kind) => !back.includes(kind));
  const all = [...new Set([...left, ...batch.forbidden])];
  const parts = all.length > 0 || forbiddenKinds.length > 0 ? { forbiddenKinds: all } : {};
  if (!history || back.length === 0) return { checkpoint: { ...checkpoint, ...parts } };
  return readAnew({ ...checkpoint, ...parts, history }, batch.readAt);
}

// An empty list too: for a kind that was forbidden, REST is asked even where it counts none.
function showsKind({ snapshots }: Pick<HydratedBatch, "snapshots">, kind: ChildKind): boolean {
  return snapshots.some(({ children }) => children[kind] !== undefined);
}
