import type { GhSyncPrismaClient, Row } from "../prisma-client.ts";
import { transactOne } from "../transact.ts";
import { awaitedBy } from "./awaited-by.ts";
import { encodeCursor } from "./page-cursor.ts";
import { orderByOf, orderFieldOf, pageWhere, scopeOf } from "./page-where.ts";
import type { PullRequestPage, PullRequestQuery } from "./pull-request-query.ts";
import { pullRequestFields } from "./record-fields.ts";
import { requireLimit } from "./require-limit.ts";
import { selectFields, toRecord } from "./to-record.ts";

/** See `PrismaQueries.listPullRequests`. */
export async function listPullRequests(
  prisma: GhSyncPrismaClient,
  query: PullRequestQuery,
): Promise<PullRequestPage> {
  const limit = requireLimit(query.limit ?? 50);
  const where = pageWhere(query);
  const { awaitingReviewer: reviewer } = query;
  const awaited = reviewer === undefined ? [] : [await awaitedBy(prisma, scopeOf(query), reviewer)];
  const page = prisma.ghSyncPullRequest.findMany({
    where: { AND: [...where, ...awaited] },
    select: { repositoryId: true, ...selectFields(pullRequestFields) },
    orderBy: orderByOf(query),
    // One more tells whether there is a next page.
    take: limit + 1,
  });
  const rows: readonly Row[] = await transactOne<Row[]>(prisma, page);
  const items = rows.slice(0, limit).map((row) => ({
    repositoryId: String(row.repositoryId),
    pullRequest: toRecord(row, pullRequestFields),
  }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last && encodeCursor(orderFieldOf(query), last) };
}
