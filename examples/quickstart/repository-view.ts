import type { PrismaClient } from "./generated/client.ts";

/** What the database holds of one pull request, as far as a person wants to see a change. */
export interface PullRequestView {
  readonly title: string;
  readonly state: string;
  readonly headSha: string;
  readonly reviews: number;
  readonly reviewComments: number;
  readonly comments: number;
}

/** Reads the stored pull requests of a repository; none if there is no such repository yet. */
export async function readViews(
  prisma: PrismaClient,
  repositoryId: string | undefined,
): Promise<ReadonlyMap<number, PullRequestView>> {
  if (repositoryId === undefined) return new Map();
  const where = { repositoryId };
  const children = { where, select: { pullRequestNumber: true } };
  const reviews = countByNumber(await prisma.ghSyncReview.findMany(children));
  const reviewComments = countByNumber(await prisma.ghSyncReviewComment.findMany(children));
  const comments = countByNumber(await prisma.ghSyncComment.findMany(children));
  const rows = await prisma.ghSyncPullRequest.findMany({
    where,
    select: { number: true, title: true, state: true, headSha: true },
  });
  return new Map(
    rows.map(({ number, ...row }) => [
      number,
      {
        ...row,
        reviews: reviews.get(number) ?? 0,
        reviewComments: reviewComments.get(number) ?? 0,
        comments: comments.get(number) ?? 0,
      },
    ]),
  );
}

function countByNumber(rows: readonly { pullRequestNumber: number }[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { pullRequestNumber: number } of rows)
    counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** What differs, in a few words: `state open -> merged, reviews 1 -> 2`. */
export function describeChange(
  before: PullRequestView | undefined,
  after: PullRequestView,
): string {
  if (!before) return `new: ${after.title}`;
  const fields = Object.keys(after) as (keyof PullRequestView)[];
  const changes = fields
    .filter((field) => before[field] !== after[field])
    .map((field) => `${field} ${short(before[field])} -> ${short(after[field])}`);
  return changes.join(", ") || "no visible field";
}

function short(value: string | number): string {
  return typeof value === "string" && value.length > 40
    ? `${value.slice(0, 37)}...`
    : String(value);
}

/** Numbers of the open pull requests, newest first. */
export async function openNumbers(prisma: PrismaClient, repositoryId: string): Promise<number[]> {
  const rows = await prisma.ghSyncPullRequest.findMany({
    where: { repositoryId, state: "open" },
    orderBy: { number: "desc" },
    take: 5,
  });
  return rows.map(({ number }) => number);
}

/** Rows per kind. */
export async function countRows(prisma: PrismaClient, repositoryId: string) {
  const where = { repositoryId };
  return {
    "pull requests": await prisma.ghSyncPullRequest.count({ where }),
    reviews: await prisma.ghSyncReview.count({ where }),
    "review comments": await prisma.ghSyncReviewComment.count({ where }),
    comments: await prisma.ghSyncComment.count({ where }),
    commits: await prisma.ghSyncCommit.count({ where }),
    files: await prisma.ghSyncFile.count({ where }),
  };
}
