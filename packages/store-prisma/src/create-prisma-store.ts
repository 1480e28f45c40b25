import type { RepoStore, ScheduleStore } from "@ghsync/core";
import { createBulkInsert } from "./bulk-insert.ts";
import { catalogue } from "./catalogue.ts";
import { checkSchema } from "./check-schema.ts";
import { commitPage } from "./commit-page.ts";
import { credentialBlocks } from "./credential-blocks.ts";
import { explainErrors } from "./explain-errors.ts";
import { leaseKey, leases } from "./leases.ts";
import {
  type GhSyncModelNames,
  type RenamedPrismaClient,
  withDefaultNames,
} from "./model-names.ts";
import { reads } from "./reads.ts";
import { requireModels } from "./require-models.ts";
import { schedules } from "./schedules.ts";
import { inUtc, requireUtc } from "./session-zone.ts";

/** A {@link RepoStore} in the host's database, with its companion for schedules. */
export interface PrismaStore extends RepoStore {
  /** For a scheduler without tables of its own. */
  readonly schedules: ScheduleStore;
  /**
   * Asks each of ghsync's tables for one row, and PostgreSQL for the time zone of its sessions: for the start of an app. Without it, the
   * first use tells the same.
   *
   * @throws GhsyncError `config_invalid` if a table, a column or the unique index on `name_key` is missing in the database, a column in the client, or if the sessions are not in UTC
   */
  check(): Promise<void>;
}

/** Options of {@link createPrismaStore}. */
export interface PrismaStoreOptions<Names extends GhSyncModelNames = Record<never, never>> {
  /**
   * What your client calls models that you renamed, for example `{ repository: "trackedRepo" }`. Tables and columns keep their names.
   *
   * @defaultValue ghsync's own names: `ghSyncRepository` and so on
   */
  readonly models?: Names | undefined;
}

/**
 * Creates a store on the host app's own Prisma client, whose schema holds the models of `schema/<provider>.prisma`. Every commit is one
 * statement, or one array transaction. The client is neither connected nor closed here. It is no interactive transaction's client: a
 * store makes its own.
 *
 * @throws GhsyncError `config_invalid` if the client lacks one of the models.
 *
 * @example
 * ```ts
 * const adapter = new PrismaPg({ connectionString, options: "-c TimeZone=UTC" });
 * const store = createPrismaStore(new PrismaClient({ adapter }));
 * await store.check();
 * ```
 */
export function createPrismaStore<const Names extends GhSyncModelNames = Record<never, never>>(
  prisma: NoInfer<RenamedPrismaClient<Names>>,
  { models }: PrismaStoreOptions<Names> = {},
): PrismaStore {
  requireModels(prisma, models);
  const client = withDefaultNames(prisma, models ?? {});
  const inserts = { bulk: createBulkInsert(client) };
  // Whatever writes instants comes after one of these.
  const guarded = inUtc(client);
  const { acquireLease, ...otherLeases } = leases(client);
  const { claimSlot, ...otherSchedules } = schedules(client);
  const store = explainErrors({
    ...catalogue(client),
    ...otherLeases,
    acquireLease: guarded(acquireLease),
    ...reads(client),
    ...credentialBlocks(client),
    commitPage: guarded((...[lease, page]: Parameters<RepoStore["commitPage"]>) => {
      leaseKey(lease);
      return commitPage(client, lease, page, inserts);
    }),
    async check() {
      await requireUtc(client);
      await checkSchema(client);
    },
  });
  return {
    ...store,
    schedules: explainErrors({ ...otherSchedules, claimSlot: guarded(claimSlot) }),
  };
}
