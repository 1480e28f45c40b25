import type { Sync, SyncOptions, SyncRunOptions, TrackRepositoryInput } from "@ghsync/core";
import { createSync } from "@ghsync/core";
import { createPrismaStore, type GhSyncPrismaClient } from "@ghsync/store-prisma";

/** ghsync on this app's database, whose schema holds ghsync's models, and with this app's token. */
export function createAppSync(prisma: GhSyncPrismaClient, options?: Partial<SyncOptions>): Sync {
  // Decrypt what you stored; this app keeps its token in the environment.
  const decrypt = async () => ({ credentialId: "me", token: process.env.GITHUB_TOKEN ?? "" });
  return createSync({ store: createPrismaStore(prisma), decryptor: { decrypt }, ...options });
}

/** Everything the first time, then only what changed. */
export async function syncByName(sync: Sync, name: TrackRepositoryInput, run?: SyncRunOptions) {
  const { id } = await sync.trackRepository(name); // { fullName: "octokit/core.js" }
  return { id, outcome: await sync.syncRepository(id, run) };
}
