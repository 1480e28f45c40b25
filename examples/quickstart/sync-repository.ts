import { createSync, type SyncOptions, type TrackRepositoryInput } from "@ghsync/core";
import { createPrismaStore, type GhSyncPrismaClient } from "@ghsync/store-prisma";

/** Everything the first time, then only what changed. */
export async function syncRepository(
  prisma: GhSyncPrismaClient, // your own client, with ghsync's models in its schema
  repository: TrackRepositoryInput, // { fullName: "octokit/core.js" }
  options?: Partial<SyncOptions>,
) {
  // Decrypt what you stored; this app keeps its token in the environment.
  const decrypt = async () => ({ credentialId: "me", token: process.env.GITHUB_TOKEN ?? "" });
  const sync = createSync({ store: createPrismaStore(prisma), decryptor: { decrypt }, ...options });
  const { id } = await sync.trackRepository(repository);
  return { id, outcome: await sync.syncRepository(id) };
}
