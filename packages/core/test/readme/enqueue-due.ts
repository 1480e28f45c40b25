import type { RepoStore, TaskMap } from "@ghsync/core";

type Payload = TaskMap["sync-repository"];

/** Enqueues a job for each repository that is due. Call it every few seconds. At most one job per key may wait. */
export async function enqueueDue(
  store: RepoStore,
  enqueue: (key: string, payload: Payload) => Promise<unknown>,
  now = new Date(),
): Promise<void> {
  let page = await store.listDue(now, { limit: 100 });
  while (page.length > 0) {
    for (const { repository } of page) {
      await enqueue(repository.id, { repositoryId: repository.id, ifDue: true });
    }
    page = await store.listDue(now, { after: page.at(-1), limit: 100 });
  }
}
