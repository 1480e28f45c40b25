import type { CommitPage, RepoStore, TrackRepositoryInput } from "@ghsync/core";
import { acquire } from "../../../testing/src/contracts/repo-store/start-run.ts";

/** Tracks a repository and commits one page of it. Returns its id. */
export async function trackAndCommit(
  store: RepoStore,
  repository: TrackRepositoryInput,
  page: Omit<CommitPage, "revision">,
): Promise<string> {
  const { id } = await store.trackRepository(repository);
  await store.commitPage(await acquire(store, id), { revision: 0, ...page });
  return id;
}
