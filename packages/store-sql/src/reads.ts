import {
  type DirtyPullRequest,
  fromJson,
  type PullRequestState,
  type RepoStore,
  type StateRead,
  type StreamStamps,
} from "@ghsync/core";
import { repositoryColumns, toTrackedRepository } from "./catalogue.ts";
import { requireText } from "./check-argument.ts";
import { largestNumber } from "./clean-value.ts";
import type { Database } from "./database.ts";
import { asRow, fromRow, type Row } from "./dialect.ts";
import { repositoryKey } from "./repository-key.ts";
import { type Fragment, raw, sql } from "./sql.ts";
import { toSyncState } from "./state-columns.ts";
import {
  type Column,
  children,
  dirtyPullRequests,
  pullRequests,
  type RecordTable,
  repositories,
} from "./tables.ts";

type Reads = Pick<
  RepoStore,
  "readState" | "readPullRequestStates" | "readReviewIds" | "listDirty" | "readDirty"
>;

const stateFields = [
  "number",
  "updatedAt",
  "headSha",
  "baseSha",
  "readAt",
  "seen",
  "truncated",
  "unread",
];

/** What a run reads before it writes. */
export function reads({ dialect, run }: Database): Reads {
  const select = async (
    table: RecordTable,
    repositoryId: string,
    {
      fields = table.columns.map(({ field }) => field),
      and = raw(""),
    }: { readonly fields?: readonly string[]; readonly and?: Fragment },
  ): Promise<readonly Row[]> => {
    const columns = table.columns.filter(({ field }) => fields.includes(field));
    const [rows = []] = await run([
      sql`SELECT ${asRow(dialect, columns)} FROM ${dialect.table(table)} AS t
        WHERE t.repo = ${repositoryKey(dialect, repositoryId)} ${and}`,
    ]);
    return rows.map((row) => fromRow<Row>(columns, row));
  };
  const isOneOf = (numbers: readonly number[]) =>
    sql`AND t.number IN ${dialect.numbers(numbers.filter(isStorable))}`;

  return {
    async readState(repositoryId) {
      const id = dialect.value("key", requireText("repositoryId", repositoryId));
      const list = dialect.table(dirtyPullRequests);
      // One statement, so that all is of one instant.
      const columns = [
        ...repositoryColumns,
        countColumn("dirtyCount", sql`(SELECT count(*) FROM ${list} AS d WHERE d.repo = t.repo)`),
        countColumn(
          "failedCount",
          sql`(SELECT count(*) FROM ${list} AS d WHERE d.repo = t.repo AND d.attempts > 0)`,
        ),
      ];
      const [[found] = []] = await run([
        sql`SELECT ${asRow(dialect, columns)} FROM ${dialect.table(repositories)} AS t WHERE t.id = ${id}`,
      ]);
      if (!found) return undefined;
      const row = fromRow<Row & Pick<StateRead, "revision" | "dirtyCount" | "failedCount">>(
        columns,
        found,
      );
      const { revision, dirtyCount, failedCount } = row;
      return {
        repository: toTrackedRepository(row),
        state: toSyncState(row),
        ...{ revision, dirtyCount, failedCount },
      };
    },

    async readPullRequestStates(repositoryId, numbers) {
      const rows = await select(pullRequests, repositoryId, {
        fields: stateFields,
        and: isOneOf(numbers),
      });
      return rows.map(({ seen, ...row }) => {
        const state = { ...row, seen: fromJson<StreamStamps>(seen) };
        return state as unknown as PullRequestState;
      });
    },

    async readReviewIds(repositoryId, number) {
      const rows = await select(children.reviews, repositoryId, {
        fields: ["id"],
        and: isOneOf([number]),
      });
      return rows.map(({ id }) => id as number);
    },

    async listDirty(repositoryId, { now, limit }) {
      const rows = await select(dirtyPullRequests, repositoryId, {
        and: sql`AND (t.not_before IS NULL OR t.not_before <= ${dialect.value("instant", now)})
          ORDER BY t.number DESC LIMIT ${dialect.value("int", limit)}`,
      });
      return rows.map(toDirtyPullRequest);
    },

    async readDirty(repositoryId, numbers) {
      const rows = await select(dirtyPullRequests, repositoryId, { and: isOneOf(numbers) });
      return rows.map(toDirtyPullRequest);
    },
  };
}

function countColumn(field: string, expression: Fragment): Column {
  return { field, name: field, type: "int", isNullable: false, expression };
}

// No row has another number, and a larger one does not fit the column's type.
function isStorable(number: number): boolean {
  return Number.isInteger(number) && Math.abs(number) <= largestNumber;
}

function toDirtyPullRequest(row: Row): DirtyPullRequest {
  const { number, stamps, notBefore, attempts, reason } = row;
  return {
    number,
    stamps: fromJson<StreamStamps>(stamps),
    ...(notBefore !== null && { notBefore }),
    attempts,
    ...(reason !== null && { reason }),
  } as DirtyPullRequest;
}
