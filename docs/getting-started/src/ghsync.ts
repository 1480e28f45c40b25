import { createSync, type Sync, type SyncOptions } from "@ghsync/core";
import { createPrismaStore } from "@ghsync/store-prisma";
import { prisma } from "./database.ts";

/** ghsync's part of this app's database. */
export const store = createPrismaStore(prisma);

/** Creates ghsync with this app's database and token. */
export function createAppSync(options: Partial<SyncOptions> = {}): Sync {
  const token = process.env.GITHUB_TOKEN ?? "";
  return createSync({
    store,
    decryptor: { decrypt: async () => ({ credentialId: "app", token }) },
    github: { baseUrl: process.env.GITHUB_API_URL }, // set it for an Enterprise Server
    ...options,
  });
}
