import type { RepoStore, ScheduleStore } from "@ghsync/core";
import { catalogue } from "./catalogue.ts";
import { commitPage } from "./commit-page.ts";
import { credentialBlocks } from "./credential-blocks.ts";
import { leases } from "./leases.ts";
import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { reads } from "./reads.ts";
import { requireModels } from "./require-models.ts";
import { schedules } from "./schedules.ts";

/** A {@link RepoStore} in the host's database, with its companion for schedules. */
export interface PrismaStore extends RepoStore {
  /** For a scheduler without tables of its own. */
  readonly schedules: ScheduleStore;
}

/**
 * Creates a store on the host app's own Prisma client, whose schema holds the models of `schema/<provider>.prisma`. Every commit is one
 * array transaction of portable calls. The client is neither connected nor closed here.
 *
 * @throws GhsyncError `config_invalid` if the client lacks one of the models.
 *
 * @example
 * ```ts
 * const adapter = new PrismaBetterSqlite3({ url: "file:app.db" });
 * const store = createPrismaStore(new PrismaClient({ adapter }));
 * ```
 */
export function createPrismaStore(prisma: GhSyncPrismaClient): PrismaStore {
  requireModels(prisma);
  return {
    ...catalogue(prisma),
    ...leases(prisma),
    ...reads(prisma),
    ...credentialBlocks(prisma),
    commitPage: (lease, page) => commitPage(prisma, lease, page),
    schedules: schedules(prisma),
  };
}
