import { type Actor, childKinds, fromJson } from "@ghsync/core";
import type { StoredRow } from "@ghsync/testing/contracts";
import type { GhSyncPrismaClient } from "../src/index.ts";
import { pageTables } from "../src/page-tables.ts";
import type { Row } from "../src/rows/row.ts";

const stampColumns = ["repositoryId", "pullRequestNumber", "tenantId", "revision", "pathHash"];
const jsonColumns = ["labels", "assignees", "requestedReviewers", "linkedIssues"];

/** All record rows of a repository, turned back into the records that they hold. */
export async function readStoredRows(
  prisma: GhSyncPrismaClient,
  repositoryId: string,
): Promise<StoredRow[]> {
  const where = { repositoryId };
  const pullRequests = await prisma.ghSyncPullRequest.findMany({ where });
  const children = childKinds.map(async (table) => {
    const rows = await prisma[pageTables[table].model].findMany({ where });
    return rows.map(({ pullRequestNumber, revision, ...row }) => ({
      table,
      pullRequestNumber,
      revision,
      record: recordOf(row),
    }));
  });
  return [
    ...pullRequests.map((stored) => {
      const { seen, readAt, truncated, unread, revision, changeRevision, digests, ...row }: Row = {
        ...stored,
      };
      const record = pullRequestOf(row);
      const { number: pullRequestNumber } = stored;
      return { table: "pullRequests", pullRequestNumber, revision, record, truncated, unread };
    }),
    ...(await Promise.all(children)).flat(),
  ] as unknown as StoredRow[];
}

function pullRequestOf(row: Row): Row {
  const { milestoneNumber, milestoneTitle, milestoneState, milestoneDueOn, ...rest } = row;
  const milestone = {
    number: milestoneNumber,
    title: milestoneTitle,
    state: milestoneState,
    dueOn: milestoneDueOn,
  };
  const lists = jsonColumns.map((name) => [name, fromJson(row[name])]);
  return {
    ...recordOf(rest),
    ...Object.fromEntries(lists),
    milestone: milestoneNumber === null ? null : milestone,
  };
}

/** A record without our stamps, with numbers for BigInts and actors for their columns. */
function recordOf(row: Row): Row {
  const prefixes = Object.keys(row).flatMap((name) => /^(.*)AvatarUrl$/.exec(name)?.[1] ?? []);
  const actorColumns = prefixes.flatMap((prefix) =>
    ["Id", "Login", "AvatarUrl", "Type"].map((part) => prefix + part),
  );
  const entries = Object.entries(row)
    .filter(([name]) => !stampColumns.includes(name) && !actorColumns.includes(name))
    .map(([name, value]) => [name, numberOf(value)]);
  const actors = prefixes.map((prefix) => [prefix, actorOf(row, prefix)]);
  return Object.fromEntries([...entries, ...actors]);
}

function actorOf(row: Row, prefix: string): Actor | null {
  if (row[`${prefix}Login`] === null) return null;
  return {
    id: numberOf(row[`${prefix}Id`]),
    login: row[`${prefix}Login`],
    avatarUrl: row[`${prefix}AvatarUrl`],
    type: row[`${prefix}Type`],
  } as Actor;
}

function numberOf(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
