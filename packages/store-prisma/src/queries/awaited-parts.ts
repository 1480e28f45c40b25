import { groupedBy } from "../grouped-by.ts";
import type { WholePrismaClient } from "../prisma-client.ts";
import type { Row } from "../rows/row.ts";
import { transactOne } from "../transact.ts";
import { nothing, textFilter } from "./filter-of.ts";
import { orderByOf, orderFieldOf, pageWhere, placeOf } from "./page-where.ts";
import type { PullRequestQuery } from "./pull-request-query.ts";
import { scopeOf } from "./scope-of.ts";

// Each may take two of the variables of a statement, of which SQLite has 999.
const placesAStatement = 400;

/**
 * The conditions of a page's rows that await a reviewer, one part of the list at a time, in its order.
 *
 * Somebody who is awaited by few is looked up at once. Else it is the list that is walked: whoever is awaited by many stands on most of its
 * parts, and a page need not know of all.
 */
export async function* awaitedParts(
  prisma: WholePrismaClient,
  query: PullRequestQuery,
  reviewer: string,
): AsyncGenerator<readonly Row[], void> {
  const awaited = { ...textFilter("awaitingReviewer", "reviewer", reviewer), kind: "actor" };
  const requests = async (where: Row) => {
    const select = { repositoryId: true, pullRequestNumber: true };
    const take = placesAStatement + 1;
    const found = prisma.ghSyncReviewRequest.findMany({ where, select, take });
    const rows = await transactOne(prisma, found);
    return rows.map(({ repositoryId, pullRequestNumber: number }) => ({ repositoryId, number }));
  };

  const all = await requests({ ...scopeOf(query), ...awaited });
  let after = placeOf(query);
  if (all.length <= placesAStatement) {
    yield [...pageWhere(query, after), placesOf(all, "number")];
    return;
  }
  const field = orderFieldOf(query);
  for (;;) {
    const page = prisma.ghSyncPullRequest.findMany({
      where: { AND: [...pageWhere(query, after), { state: "open" }] },
      select: { repositoryId: true, number: true, [field]: true },
      orderBy: orderByOf(query),
      take: placesAStatement,
    });
    const part = await transactOne<Row[]>(prisma, page);
    const some = await requests({ ...awaited, ...placesOf(part, "pullRequestNumber") });
    // Behind the same place: a row that moves to the front meanwhile is no longer one of this part.
    yield [...pageWhere(query, after), placesOf(some, "number")];
    const last = part.length < placesAStatement ? undefined : part.at(-1);
    if (!last) return;
    const instant = field === "number" ? null : (last[field] as Date);
    after = { instant, repositoryId: String(last.repositoryId), number: Number(last.number) };
  }
}

/** What finds rows by repository and number. */
function placesOf(rows: readonly Row[], column: "number" | "pullRequestNumber"): Row {
  const places = [...groupedBy(rows, "repositoryId")].map(([repositoryId, some]) => ({
    repositoryId,
    [column]: { in: some.map(({ number }) => number) },
  }));
  return places.length > 0 ? { OR: places } : nothing;
}
