import { requireLimit } from "../check-argument.ts";
import type { WholePrismaClient } from "../prisma-client.ts";
import type { Row } from "../rows/row.ts";
import { transactOne } from "../transact.ts";
import { awaitedParts } from "./awaited-parts.ts";
import { encodeCursor } from "./page-cursor.ts";
import { orderByOf, orderFieldOf, pageWhere, placeOf } from "./page-where.ts";
import type { PullRequestPage, PullRequestQuery } from "./pull-request-query.ts";
import { pullRequestFields } from "./record-fields.ts";
import { requireKnownKeys } from "./require-known-keys.ts";
import { selectFields, toRecord } from "./to-record.ts";

/** See `PrismaQueries.listPullRequests`. */
export async function listPullRequests(
  prisma: WholePrismaClient,
  query: PullRequestQuery,
): Promise<PullRequestPage> {
  requireKnownKeys(query);
  const limit = requireLimit(query.limit ?? 50);
  const { awaitingReviewer: reviewer } = query;
  const parts =
    reviewer === undefined
      ? [pageWhere(query, placeOf(query))]
      : awaitedParts(prisma, query, reviewer);
  const rows: Row[] = [];
  for await (const part of parts) {
    const page = prisma.ghSyncPullRequest.findMany({
      where: { AND: [...part] },
      select: { repositoryId: true, ...selectFields(pullRequestFields) },
      orderBy: orderByOf(query),
      // One more row, to know whether there is a next page.
      take: limit + 1 - rows.length,
    });
    rows.push(...(await transactOne<Row[]>(prisma, page)));
    if (rows.length > limit) break;
  }
  const items = rows.slice(0, limit).map((row) => ({
    repositoryId: String(row.repositoryId),
    pullRequest: toRecord(row, pullRequestFields),
  }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last && encodeCursor(orderFieldOf(query), last) };
}
