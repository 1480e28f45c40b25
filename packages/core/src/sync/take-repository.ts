import type { Lease, RepoStore, StateRead } from "../ports/repo-store.ts";

/** A repository that this worker may write to, and where it stands. */
export interface TakenRepository {
  readonly lease: Lease;
  readonly read: StateRead;
}

/** Takes the lease and reads the state; `undefined` if somebody else holds it. A lease without a state is given back. */
export async function takeRepository(
  store: RepoStore,
  request: Parameters<RepoStore["acquireLease"]>[0],
): Promise<TakenRepository | undefined> {
  const lease = await store.acquireLease(request);
  if (!lease) return undefined;
  try {
    const read = await store.readState(request.repositoryId);
    return read && { lease, read };
  } catch (error) {
    // Nobody could run until it expires. The first failure says more than a second one.
    await store.releaseLease(lease).catch(() => undefined);
    throw error;
  }
}
