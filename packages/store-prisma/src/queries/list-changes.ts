import type { GhSyncPrismaClient, Row } from "../prisma-client.ts";
import { transactOne } from "../transact.ts";
import { requireLimit } from "./require-limit.ts";

/** One entry of a repository's change feed: of this pull request something changed, and last in this revision. */
export interface PullRequestChange {
  readonly number: number;
  readonly revision: number;
}

/** Which part of a change feed to read. */
export interface ListChangesOptions {
  /**
   * What comes after this: the last entry that was dealt with. Without a `number`, what comes after all of that revision.
   *
   * @defaultValue the beginning: every stored pull request
   */
  readonly since?: { readonly revision: number; readonly number?: number };
  /** At most so many, 1 to 500. @defaultValue 100 */
  readonly limit?: number;
}

/** See `PrismaQueries.listChanges`. */
export async function listChanges(
  prisma: GhSyncPrismaClient,
  repositoryId: string,
  { since, limit = 100 }: ListChangesOptions = {},
): Promise<readonly PullRequestChange[]> {
  const query = prisma.ghSyncPullRequest.findMany({
    where: { repositoryId, ...(since && after(since)) },
    select: { number: true, changeRevision: true },
    orderBy: [{ changeRevision: "asc" }, { number: "asc" }],
    take: requireLimit(limit),
  });
  // Committed rows alone: a consumer that has seen what is then rolled back would pass over what takes its place.
  const rows = await transactOne<Row[]>(prisma, query);
  return rows.map((row) => ({ number: Number(row.number), revision: Number(row.changeRevision) }));
}

function after({ revision, number }: NonNullable<ListChangesOptions["since"]>) {
  if (number === undefined) return { changeRevision: { gt: revision } };
  return {
    // Implied by the other two, and what an index can be entered by.
    changeRevision: { gte: revision },
    OR: [{ changeRevision: { gt: revision } }, { number: { gt: number } }],
  };
}
