import type { CommitPage, Lease } from "@ghsync/core";
import { assignments, type Dialect, type Row } from "./dialect.ts";
import { dueAt } from "./due-at.ts";
import { type Fragment, join, raw, sql } from "./sql.ts";
import { stateColumns } from "./state-columns.ts";
import { actors, type ChildTable, pullRequests, repositories } from "./tables.ts";

/** The rows of one child table that a page writes. */
export interface ChildWrite {
  readonly table: ChildTable;
  readonly rows: readonly Row[];
  /** Stored pull requests whose rows in this table are `rows` and no others. */
  readonly replaced: readonly number[];
}

/** Everything that a commit writes, cleaned. Pull requests that are stored as they are, are left out. */
export interface PageWrite {
  readonly lease: Lease;
  /** Marks the repository's row as written by this commit. */
  readonly token: string;
  /** The revision that the writer read. */
  readonly revision: number;
  readonly state: NonNullable<CommitPage["state"]>;
  readonly identity: CommitPage["identity"];
  readonly pullRequests: readonly Row[];
  /** None of the pull requests is stored. */
  readonly isFresh: boolean;
  readonly children: readonly ChildWrite[];
  readonly actors: readonly Row[];
  readonly dirty: readonly Row[];
  readonly clean: readonly number[];
}

/** What a page wrote. */
export interface PageResult {
  readonly rowsWritten: number;
  readonly changed: readonly number[];
}

/**
 * The fence: writes the token and raises the revision, if the lease is held and the revision is the
 * one that the writer read. All other writes of the page find the repository by what this returns,
 * or by the token. Not by the new revision: the commit that won a race has the same one.
 */
export function fence(dialect: Dialect, page: PageWrite): Fragment {
  const { lease, identity, state, token, revision } = page;
  const values = {
    ...stateColumns(state),
    commitToken: token,
    ...(identity && {
      githubId: identity.githubId,
      nodeId: identity.nodeId,
      fullName: identity.fullName,
      nameKey: presentName(dialect, identity.fullName),
    }),
    ...("nextAttemptAt" in state && {
      dueAt: dueAt(
        dialect,
        dialect.value("instant", state.nextAttemptAt),
        raw("t.lease_expires_at"),
      ),
    }),
  };
  const columns = assignments(dialect, repositories.columns, values);
  return sql`UPDATE ${dialect.table(repositories)} AS t
    SET ${join([sql`revision = t.revision + 1`, ...columns])}
    WHERE t.id = ${dialect.value("key", lease.repositoryId)}
      AND t.fence = ${dialect.value("int", lease.fence)}
      AND t.lease_owner = ${dialect.value("key", lease.owner)}
      AND t.revision = ${dialect.value("int", revision)}
      AND t.active`;
}

// A name that another row of the tenant has stays with that row: a rename never fails a commit.
function presentName(dialect: Dialect, fullName: string): Fragment {
  const name = dialect.value("key", fullName.toLowerCase());
  return sql`CASE WHEN EXISTS (SELECT 1 FROM ${dialect.table(repositories)} AS o
    WHERE o.tenant_key = t.tenant_key AND o.name_key = ${name} AND o.repo <> t.repo)
    THEN t.name_key ELSE ${name} END`;
}

/** Compares fields of two rows: a condition that is true if any of them differs. */
export function anyDiffers(
  dialect: Dialect,
  fields: readonly string[],
  one: string,
  other: string,
): string {
  if (fields.length === 0) return "false";
  const comparisons = fields.map((name) => `${one}.${name} ${dialect.differs} ${other}.${name}`);
  return `(${comparisons.join(" OR ")})`;
}

// How a row was read is not part of the record; the digests follow from the other columns.
const notCompared = ["number", "seen", "readAt", "digests"];

/** The columns whose change is a change of the pull request. */
export const recordColumns = pullRequests.columns
  .filter(({ field }) => !notCompared.includes(field))
  .map(({ name }) => name);

/** The columns of an actor that can change. */
export const actorDetails = actors.columns
  .filter(({ field }) => !actors.key.includes(field))
  .map(({ name }) => name);
