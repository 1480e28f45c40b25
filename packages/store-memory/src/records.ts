import { type CommitPage, type CommitResult, leaseLost, type RepoStore } from "@ghsync/core";
import { heldBy } from "./leases.ts";
import { mergeSnapshot } from "./merge-snapshot.ts";
import { answeringTo, type RepositoryEntry } from "./repository-entry.ts";
import { withoutUndefined } from "./without-undefined.ts";

type Records = Pick<
  RepoStore,
  "readState" | "readPullRequestStates" | "readReviewIds" | "listDirty" | "readDirty" | "commitPage"
>;

/** What a run reads and writes. */
export function records(entries: ReadonlyMap<string, RepositoryEntry>): Records {
  return {
    async readState(repositoryId) {
      const entry = entries.get(repositoryId);
      if (!entry) return undefined;
      const { repository, state, revision, dirty } = entry;
      const failedCount = [...dirty.values()].filter(({ attempts }) => attempts > 0).length;
      return structuredClone({ repository, state, revision, dirtyCount: dirty.size, failedCount });
    },

    async readPullRequestStates(repositoryId, numbers) {
      const pullRequests = entries.get(repositoryId)?.pullRequests;
      return [...new Set(numbers)].flatMap((number) => {
        const stored = pullRequests?.get(number);
        if (!stored) return [];
        const { pullRequest, readAt } = stored.snapshot;
        return structuredClone({
          number,
          updatedAt: pullRequest.updatedAt,
          headSha: pullRequest.headSha,
          baseSha: pullRequest.baseSha,
          readAt,
          seen: stored.seen,
          truncated: stored.snapshot.truncated,
          unread: stored.snapshot.unread,
        });
      });
    },

    async readReviewIds(repositoryId, number) {
      const stored = entries.get(repositoryId)?.pullRequests.get(number);
      return (stored?.snapshot.children.reviews ?? []).map(({ id }) => id);
    },

    async listDirty(repositoryId, { now, limit }) {
      const dirty = entries.get(repositoryId)?.dirty.values() ?? [];
      return [...dirty]
        .filter(({ notBefore }) => notBefore === undefined || notBefore <= now)
        .sort((a, b) => b.number - a.number)
        .slice(0, limit)
        .map((entry) => structuredClone(entry));
    },

    async readDirty(repositoryId, numbers) {
      const dirty = entries.get(repositoryId)?.dirty;
      return [...new Set(numbers)].flatMap((number) => structuredClone(dirty?.get(number)) ?? []);
    },

    async commitPage(lease, page) {
      const entry = heldBy(entries, lease);
      if (!entry?.repository.active || entry.revision !== page.revision) {
        throw leaseLost();
      }
      // Whatever can fail fails here, before the first change.
      const copy = structuredClone(page);
      const name = copy.identity?.fullName;
      if (name !== undefined && !answeringTo(entries, entry.repository.tenantId, name)) {
        entry.answersTo = name.toLowerCase();
      }
      return applyPage(entry, copy);
    },
  };
}

/** Writes a page into an entry, which keeps parts of the page. Cannot fail half-way. */
export function applyPage(entry: RepositoryEntry, page: CommitPage): CommitResult {
  entry.revision += 1;
  entry.repository = { ...entry.repository, ...page.identity };
  entry.state = withoutUndefined({ ...entry.state, ...page.state });
  for (const number of page.clean ?? []) entry.dirty.delete(number);
  for (const dirty of page.dirty ?? []) entry.dirty.set(dirty.number, withoutUndefined(dirty));

  let rowsWritten = 0;
  const changed: number[] = [];
  for (const toStore of page.snapshots ?? []) {
    const { number } = toStore.snapshot.pullRequest;
    const result = mergeSnapshot(entry.pullRequests.get(number), toStore, entry.revision);
    entry.pullRequests.set(number, result.merged);
    rowsWritten += result.rowsWritten;
    if (result.changed) changed.push(number);
  }
  return { revision: entry.revision, rowsWritten, changed };
}
