import type { CommitPage, CommitResult } from "@ghsync/core";
import { mergeSnapshot } from "./merge-snapshot.ts";
import type { RepositoryEntry } from "./repository-entry.ts";
import { withoutUndefined } from "./without-undefined.ts";

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
