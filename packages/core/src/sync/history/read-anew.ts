import type { HistoryCheckpoint, SyncCheckpoint, SyncState } from "../../ports/sync-state.ts";
import type { ChildKind } from "../../records/snapshot.ts";
import { historyAnew } from "./history-window.ts";

/**
 * Has the history listed anew, and all of it read again: what is stored lacks a kind. Pure.
 * @param since what was read up to here may lack it; GitHub's clock. Absent where no kind of child is lacking
 */
export function readAnew(
  checkpoint: SyncCheckpoint & { readonly history: HistoryCheckpoint },
  since: Date | undefined,
): Partial<SyncState> & Pick<SyncState, "checkpoint"> {
  return {
    historyCompletedAt: undefined,
    checkpoint: {
      ...checkpoint,
      history: historyAnew(checkpoint.history),
      reread: true,
      ...(since && { kindsSince: since }),
    },
  };
}

/** Kinds that the host asks for and did not ask for when it last ran. Pure. */
export function addedKinds(
  asked: readonly ChildKind[] | undefined,
  kinds: readonly ChildKind[],
): readonly ChildKind[] {
  return asked ? kinds.filter((kind) => !asked.includes(kind)) : [];
}

/** Whether the host asks for the kinds that it asked for when it last ran, in whatever order. Pure. */
export function sameKinds(
  asked: readonly ChildKind[] | undefined,
  kinds: readonly ChildKind[],
): boolean {
  if (!asked) return false;
  return addedKinds(asked, kinds).length === 0 && addedKinds(kinds, asked).length === 0;
}
