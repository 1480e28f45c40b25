import type { RepoStore, TrackedRepository } from "@ghsync/core";

export type RepositoryPage = Parameters<RepoStore["listRepositories"]>[0];

/** A page of repositories, without how they stand. */
export async function listTracked(
  store: RepoStore,
  page: RepositoryPage,
): Promise<TrackedRepository[]> {
  return (await store.listRepositories(page)).map(({ repository }) => repository);
}
