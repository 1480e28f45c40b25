import {
  initialSyncState,
  type RepoStore,
  type RepositoryRead,
  type TrackedRepository,
} from "@ghsync/core";
import { requireTenant, requireText } from "./check-argument.ts";
import { firstInstant } from "./clean-value.ts";
import type { Database } from "./database.ts";
import { asRow, assignments, fromRow, insertion, type Row, statement } from "./dialect.ts";
import { dueAt, dueInstant } from "./due-at.ts";
import { repositoryKey } from "./repository-key.ts";
import { type Fragment, join, raw, sql } from "./sql.ts";
import { stateColumns, toSyncState } from "./state-columns.ts";
import {
  actors,
  children,
  childTables,
  dirtyPullRequests,
  pullRequests,
  repositories,
} from "./tables.ts";

type Catalogue = Pick<
  RepoStore,
  | "trackRepository"
  | "untrackRepository"
  | "updateRepository"
  | "getRepository"
  | "listRepositories"
  | "listDue"
  | "requestRun"
>;

export const repositoryColumns = repositories.columns;

/** Which repositories are tracked, and which are due. */
export function catalogue({ dialect, run }: Database): Catalogue {
  const table = dialect.table(repositories);
  const row = asRow(dialect, repositoryColumns);
  const idIs = (repositoryId: string) =>
    sql`t.id = ${dialect.value("key", requireText("repositoryId", repositoryId))}`;
  const list = async (conditions: readonly Fragment[], order: string, limit: number) => {
    const [rows = []] = await run([
      sql`SELECT ${row} FROM ${table} AS t WHERE ${join([raw("true"), ...conditions], " AND ")}
        ORDER BY ${raw(order)} LIMIT ${dialect.value("int", limit)}`,
    ]);
    return rows.map((found) => toRepositoryRead(fromRow(repositoryColumns, found)));
  };
  /** Changes columns of the rows that meet a condition, and returns the first one. */
  const change = async (values: Row, condition: Fragment) => {
    const set = join(assignments(dialect, repositoryColumns, values));
    const update = sql`UPDATE ${table} AS t SET ${set} WHERE ${condition} RETURNING ${row}`;
    const [[changed] = []] = await run([statement(dialect, update)]);
    return changed && toTrackedRepository(fromRow(repositoryColumns, changed));
  };

  return {
    async trackRepository(input) {
      const fullName = requireText("fullName", input.fullName);
      const tenantId = requireTenant(input.tenantId ?? null);
      const tenantKey = tenantKeyOf(tenantId);
      const nameKey = fullName.toLowerCase();
      const given = givenBy(input);
      // Almost always it is tracked already. An insert that meets the row would use up a key.
      const isIt = sql`t.tenant_key = ${dialect.value("key", tenantKey)}
        AND t.name_key = ${dialect.value("key", nameKey)}`;
      const tracked = await change({ nameKey, ...given }, isIt);
      if (tracked) return tracked;
      const values = {
        ...stateColumns(initialSyncState),
        ...{ id: crypto.randomUUID(), tenantId, tenantKey, nameKey, fullName },
        ...{ active: true, fence: 0, revision: 0, dueAt: firstInstant, ...given },
      };
      const update = join(assignments(dialect, repositoryColumns, { nameKey, ...given }));
      const insert = sql`${insertion(dialect, repositories, repositoryColumns, values)}
        ON CONFLICT (tenant_key, name_key) DO UPDATE SET ${update} RETURNING ${row}`;
      const [[created] = []] = await run([statement(dialect, insert)]);
      if (!created) throw new Error("The database returned no row of ghsync_repositories.");
      return toTrackedRepository(fromRow(repositoryColumns, created));
    },

    async untrackRepository(repositoryId, { deleteRecords }) {
      if (!deleteRecords)
        return (await change({ active: false }, idIs(repositoryId))) !== undefined;
      const repo = repositoryKey(dialect, repositoryId);
      const tables = [
        ...childTables.toReversed().map((name) => children[name]),
        ...[pullRequests, actors, dirtyPullRequests],
      ];
      const [locked = []] = await run([
        // Locks the row: a commit under way is before this, or finds no repository.
        statement(
          dialect,
          sql`UPDATE ${table} SET active = false WHERE id = ${dialect.value("key", repositoryId)} RETURNING '' AS r`,
        ),
        ...tables.map((one) =>
          statement(dialect, sql`DELETE FROM ${dialect.table(one)} WHERE repo = ${repo}`),
        ),
        statement(
          dialect,
          sql`DELETE FROM ${table} WHERE id = ${dialect.value("key", repositoryId)}`,
        ),
      ]);
      return locked.length > 0;
    },

    updateRepository: async (repositoryId, values) =>
      change({ id: repositoryId, ...givenBy(values) }, idIs(repositoryId)),

    async getRepository(repositoryId) {
      const [found] = await list([idIs(repositoryId)], "t.id", 1);
      return found;
    },

    listRepositories: async ({ after, limit, tenantId, active }) =>
      list(
        [
          ...(after === undefined
            ? []
            : [sql`t.id > ${dialect.value("key", requireText("after", after))}`]),
          ...(tenantId === undefined
            ? []
            : [sql`t.tenant_key = ${dialect.value("key", tenantKeyOf(requireTenant(tenantId)))}`]),
          ...(active === undefined ? [] : [sql`t.active = ${dialect.value("bool", active)}`]),
        ],
        "t.id",
        limit,
      ),

    async listDue(now, { after, limit }) {
      const place =
        after &&
        sql`(${dialect.value("instant", dueInstant(after))}, ${dialect.value("key", after.repository.id)})`;
      return list(
        [
          raw("t.active"),
          sql`t.due_at <= ${dialect.value("instant", now)}`,
          ...(place ? [sql`(t.due_at, t.id) > ${place}`] : []),
        ],
        "t.due_at, t.id",
        limit,
      );
    },

    async requestRun(repositoryId, { at, now }) {
      const next = dialect.value("instant", at);
      const values = {
        nextAttemptAt: at,
        revision: raw("t.revision + 1"),
        dueAt: dueAt(dialect, next, raw("t.lease_expires_at")),
      };
      const changed = await change(
        values,
        sql`${idIs(repositoryId)} AND t.active AND (t.next_attempt_at > ${next}
          OR t.next_attempt_at IS NULL AND t.lease_expires_at > ${dialect.value("instant", now)})`,
      );
      return changed !== undefined;
    },
  };
}

/** No tenant is not the tenant with the empty name. */
function tenantKeyOf(tenantId: string | null): string {
  return tenantId === null ? "" : `=${tenantId}`;
}

function givenBy({
  active,
  encryptedToken,
}: {
  readonly active?: boolean | undefined;
  readonly encryptedToken?: string | null | undefined;
}): Row {
  return {
    ...(active !== undefined && { active }),
    ...(encryptedToken !== undefined && { encryptedToken }),
  };
}

/** A row's identity. */
export function toTrackedRepository(row: Row): TrackedRepository {
  const { id, tenantId, fullName, githubId, nodeId, active, encryptedToken } = row;
  return { id, tenantId, fullName, githubId, nodeId, active, encryptedToken } as TrackedRepository;
}

function toRepositoryRead(row: Row): RepositoryRead {
  const { leaseOwner: owner, leaseExpiresAt: expiresAt } = row as {
    readonly leaseOwner: string | null;
    readonly leaseExpiresAt: Date | null;
  };
  return {
    repository: toTrackedRepository(row),
    state: toSyncState(row),
    lease: owner !== null && expiresAt !== null ? { owner, expiresAt } : undefined,
  };
}
