import { largestNumber, requireLimit, requireWhole } from "../check-argument.ts";
import type { WholePrismaClient } from "../prisma-client.ts";
import type { Row } from "../rows/row.ts";
import { transactOne } from "../transact.ts";
import { scopeOf } from "./scope-of.ts";

/** An entry of a repository's change feed: a pull request, and the revision of its last change. */
export interface PullRequestChange {
  readonly number: number;
  readonly revision: number;
}

/** Which part of a change feed to read. */
export interface ListChangesOptions {
  /**
   * The last entry that the consumer has processed. Without a `number`, all entries of that revision count as processed.
   *
   * @defaultValue the beginning: every stored pull request
   */
  readonly since?: { readonly revision: number; readonly number?: number | undefined } | undefined;
  /** The maximum of entries, 1 to 500. @defaultValue 100 */
  readonly limit?: number | undefined;
  /** Finds nothing if the repository belongs to another tenant; `null` for none. `undefined` is refused. @defaultValue any tenant */
  readonly tenantId?: string | null;
}

/** See `PrismaQueries.listChanges`. */
export async function listChanges(
  prisma: WholePrismaClient,
  repositoryId: string,
  options: ListChangesOptions = {},
): Promise<readonly PullRequestChange[]> {
  const { since, limit = 100 } = options;
  const query = prisma.ghSyncPullRequest.findMany({
    where: { ...scopeOf({ ...options, repositoryId }), ...(since && after(since)) },
    select: { number: true, changeRevision: true },
    orderBy: [{ changeRevision: "asc" }, { number: "asc" }],
    take: requireLimit(limit),
  });
  // Only committed rows: a consumer that saw a rolled-back entry would skip the one that replaces it.
  const rows = await transactOne<Row[]>(prisma, query);
  return rows.map((row) => ({ number: Number(row.number), revision: Number(row.changeRevision) }));
}

function after(since: NonNullable<ListChangesOptions["since"]>) {
  const revision = inColumn("since.revision", since.revision);
  if (since.number === undefined) return { changeRevision: { gt: revision } };
  const number = inColumn("since.number", since.number);
  return {
    // Implied by the other two, and what an index can be entered by.
    changeRevision: { gte: revision },
    OR: [{ changeRevision: { gt: revision } }, { number: { gt: number } }],
  };
}

/** A number that a column of 32 bits can be compared with: nothing comes after the largest. */
function inColumn(name: string, value: number): number {
  return Math.min(Math.max(requireWhole(name, value), 0), largestNumber);
}
