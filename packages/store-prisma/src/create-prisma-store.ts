import type { RepoStore, ScheduleStore } from "@ghsync/core";
import { createBulkInsert } from "./bulk-insert.ts";
import { catalogue } from "./catalogue.ts";
import { checkFirst, once } from "./check-first.ts";
import { checkSchema } from "./check-schema.ts";
import { commitPage } from "./commit-page.ts";
import { credentialBlocks } from "./credential-blocks.ts";
import { hostClient } from "./host-client.ts";
import { leaseKey, leases } from "./leases.ts";
import type { GhSyncModelNames, RenamedPrismaClient } from "./model-names.ts";
import { reads } from "./reads.ts";
import { requireTransactions } from "./require-transactions.ts";
import { schedules } from "./schedules.ts";
import { requireUtc } from "./session-zone.ts";

/** A {@link RepoStore} in the host's database, with its companion for schedules. */
export interface PrismaStore extends RepoStore {
  /** The schedules and slots of a scheduler without tables of its own. */
  readonly schedules: ScheduleStore;
  /**
   * Checks the database at the start of an app: each table, the time zone of PostgreSQL sessions, and that array transactions are
   * atomic. Without it, the first use throws the same error.
   *
   * @throws GhsyncError `config_invalid` if a table, a column or the unique index on `name_key` is missing in the database, a column in the client, if the
   * sessions are not in UTC, or if an extension of the client takes the queries out of their transaction
   */
  check(): Promise<void>;
}

/** Options of {@link createPrismaStore}. */
export interface PrismaStoreOptions<Names extends GhSyncModelNames = Record<never, never>> {
  /**
   * Your names of models that you renamed, for example `{ repository: "trackedRepo" }`. Tables and columns keep their names.
   *
   * @defaultValue ghsync's own names: `ghSyncRepository` and so on
   */
  readonly models?: Names | undefined;
}

/**
 * Creates a store on the host app's own Prisma client, whose schema holds the models of `schema/<provider>.prisma`. Every commit is one
 * statement, or one array transaction. The store neither connects nor closes the client. Of a client with read replicas
 * (`@prisma/extension-read-replicas`) it uses only the primary.
 *
 * @throws GhsyncError `config_invalid` if the client lacks one of the models, or is an interactive transaction's
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
  const client = hostClient(prisma, models);
  const inserts = { bulk: createBulkInsert(client, models) };
  const areTransactions = once(() => requireTransactions(client));
  const isInUtc = () => requireUtc(client);
  const { acquireLease, ...otherLeases } = leases(client);
  const methods = checkFirst(isInUtc, {
    ...catalogue(client),
    ...otherLeases,
    ...reads(client),
    ...credentialBlocks(client),
    async acquireLease(request: Parameters<RepoStore["acquireLease"]>[0]) {
      await areTransactions();
      return acquireLease(request);
    },
    async commitPage(...[lease, page]: Parameters<RepoStore["commitPage"]>) {
      leaseKey(lease);
      return commitPage(client, lease, page, inserts);
    },
    async check() {
      await isInUtc();
      await requireTransactions(client);
      await checkSchema(client);
    },
  });
  return { ...methods, schedules: checkFirst(isInUtc, schedules(client)) };
}
