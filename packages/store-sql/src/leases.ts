import type { Lease, RepoStore } from "@ghsync/core";
import { requireText, requireWhole } from "./check-argument.ts";
import { cleanInstant } from "./clean-value.ts";
import type { Database } from "./database.ts";
import { assignments, insertion, type Row, statement } from "./dialect.ts";
import { dueAt } from "./due-at.ts";
import { type Fragment, join, raw, sql } from "./sql.ts";
import { credentials, repositories } from "./tables.ts";

type Leases = Pick<
  RepoStore,
  "acquireLease" | "renewLease" | "releaseLease" | "readCredentialBlock" | "blockCredential"
>;

/** Who may write to a repository, and until when a credential must not be used. */
export function leases({ dialect, run }: Database): Leases {
  const table = dialect.table(repositories);
  const columns = repositories.columns;
  /** Changes one row under a condition. Returns its fence, or `undefined` if there is none. */
  const change = async (values: Row, leaseEnd: Date | null, condition: Fragment) => {
    const end = dialect.value("instant", leaseEnd);
    const all = {
      ...values,
      leaseExpiresAt: end,
      dueAt: dueAt(dialect, raw("t.next_attempt_at"), end),
    };
    const set = join(assignments(dialect, columns, all));
    const update = sql`UPDATE ${table} AS t SET ${set} WHERE ${condition}
      RETURNING ${dialect.jsonArray([raw("fence")])} AS r`;
    const [[row] = []] = await run([statement(dialect, update)]);
    return row && (JSON.parse(row.r)[0] as number);
  };
  const isHeld = ({ repositoryId, owner, fence }: Lease) =>
    sql`t.id = ${dialect.value("key", requireText("repositoryId", repositoryId))}
      AND t.fence = ${dialect.value("int", requireWhole("fence", fence))}
      AND t.lease_owner = ${dialect.value("key", requireText("owner", owner))}`;

  return {
    async acquireLease({ repositoryId, owner, now, ttlMs, takeOver = false }) {
      const expiresAt = cleanInstant(new Date(now.getTime() + ttlMs));
      const isFree = takeOver
        ? raw("true")
        : sql`(t.lease_expires_at IS NULL OR t.lease_expires_at <= ${dialect.value("instant", now)})`;
      const fence = await change(
        { fence: raw("t.fence + 1"), leaseOwner: requireText("owner", owner) },
        expiresAt,
        sql`t.id = ${dialect.value("key", requireText("repositoryId", repositoryId))}
          AND t.active AND ${isFree}`,
      );
      return fence === undefined ? undefined : { repositoryId, owner, fence, expiresAt };
    },

    async renewLease(lease, { now, ttlMs }) {
      const expiresAt = cleanInstant(new Date(now.getTime() + ttlMs));
      const fence = await change({}, expiresAt, isHeld(lease));
      return fence === undefined ? undefined : { ...lease, expiresAt };
    },

    async releaseLease(lease) {
      await change({ leaseOwner: null }, null, isHeld(lease));
    },

    async readCredentialBlock(quotaId) {
      const id = dialect.value("key", requireText("quotaId", quotaId));
      const until = dialect.jsonArray([raw(dialect.jsonValue("instant", "t.blocked_until"))]);
      const [[row] = []] = await run([
        sql`SELECT ${until} AS r FROM ${dialect.table(credentials)} AS t WHERE t.credential_id = ${id}`,
      ]);
      return row && new Date(JSON.parse(row.r)[0]);
    },

    async blockCredential(quotaId, until) {
      const values = { credentialId: requireText("quotaId", quotaId), blockedUntil: until };
      const insert = insertion(dialect, credentials, credentials.columns, values);
      await run([
        statement(
          dialect,
          sql`${insert} ON CONFLICT (credential_id) DO UPDATE
            SET blocked_until = excluded.blocked_until WHERE t.blocked_until < excluded.blocked_until`,
        ),
      ]);
    },
  };
}
