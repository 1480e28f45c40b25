import type { PullRequestState, RepoStore, SnapshotToStore, StreamName } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";

const streams: readonly StreamName[] = ["issues", "pulls", "comments", "reviewComments"];
/** Instants of a pull request: its stamp, its read, and one for each stream. */
const instants = 2 + streams.length;
const shaBytes = 20;

/**
 * A store that forgets every record, so that a measured heap is the library's own. Of each pull request it keeps what core asks
 * back, {@link RepoStore.readPullRequestStates}, as bytes outside the heap that it takes at its creation: 88 a number.
 *
 * @param numbers pull request numbers below which all are
 * @param onCommit called in every commit, while what it writes is still in memory
 */
export function createDiscardingStore(numbers: number, onCommit: () => void): RepoStore {
  const memory = createMemoryStore();
  const times = new Float64Array(numbers * instants).fill(Number.NaN);
  const shas = Buffer.alloc(numbers * shaBytes * 2);

  function keep({ snapshot: { pullRequest, readAt }, seen }: SnapshotToStore): void {
    const { number, updatedAt, headSha, baseSha } = pullRequest;
    const stamps = [updatedAt, readAt, ...streams.map((name) => seen[name])];
    times.set(
      stamps.map((at) => at?.getTime() ?? Number.NaN),
      number * instants,
    );
    shas.write(headSha + baseSha, number * shaBytes * 2, "hex");
  }

  function stateOf(number: number): readonly PullRequestState[] {
    const [updatedAt = Number.NaN, readAt = Number.NaN, ...seen] = times.subarray(
      number * instants,
      (number + 1) * instants,
    );
    if (Number.isNaN(updatedAt)) return [];
    const stamps = streams.flatMap((name, index) => {
      const at = seen[index] ?? Number.NaN;
      return Number.isNaN(at) ? [] : [[name, new Date(at)] as const];
    });
    const at = number * shaBytes * 2;
    const [headSha, baseSha] = [at, at + shaBytes].map((from) =>
      shas.toString("hex", from, from + shaBytes),
    );
    return [
      {
        number,
        updatedAt: new Date(updatedAt),
        readAt: new Date(readAt),
        headSha: headSha ?? "",
        baseSha: baseSha ?? "",
        seen: Object.fromEntries(stamps),
        truncated: [],
        unread: [],
      },
    ];
  }

  return {
    ...memory,
    readPullRequestStates: async (_, wanted) => wanted.flatMap(stateOf),
    readReviewIds: async () => [],
    async commitPage(lease, { snapshots = [], ...page }) {
      onCommit();
      const result = await memory.commitPage(lease, page);
      for (const snapshot of snapshots) keep(snapshot);
      return result;
    },
  };
}
