import type { PullRequest } from "@ghsync/core";
import { reviewMetrics } from "@ghsync/metrics";
import type { PrismaQueries } from "@ghsync/store-prisma/queries";
import type { AppClient } from "./database.ts";

/** The query string of the list. */
export interface PullRequestSearch {
  readonly state?: PullRequest["state"];
  readonly author?: string;
  readonly draft?: boolean;
  readonly order?: "updated" | "created" | "merged";
  readonly after?: string;
  readonly limit?: number;
}

/** What fastify checks and converts a query string by. */
export const searchSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    state: { enum: ["open", "closed", "merged"] },
    author: { type: "string" },
    draft: { type: "boolean" },
    order: { enum: ["updated", "created", "merged"] },
    after: { type: "string" },
    limit: { type: "integer", minimum: 1, maximum: 100 },
  },
} as const;

/** A page of a repository's pull requests, each with the app's user behind its author, and its review metrics. */
export async function listWithAuthors(
  prisma: AppClient,
  queries: PrismaQueries,
  repositoryId: string,
  search: PullRequestSearch,
) {
  const { items, next } = await queries.listPullRequests({ ...search, repositoryId });
  const pullRequests = items.map((item) => item.pullRequest);
  const numbers = pullRequests.map(({ number }) => number);
  // What the metrics rest on: bodies of comments and lists of files stay where they are.
  const kinds = ["reviews", "commits"] as const;
  const snapshots = await queries.readPullRequests(repositoryId, numbers, { kinds });
  const children = new Map(snapshots.map((read) => [read.pullRequest.number, read.children]));
  const logins = pullRequests.flatMap(({ author }) => author?.login ?? []);
  const users = await prisma.user.findMany({
    where: { githubLogin: { in: logins } },
    select: { name: true, githubLogin: true, team: { select: { name: true } } },
  });
  const byLogin = new Map(users.map((user) => [user.githubLogin, user]));
  return {
    next,
    pullRequests: pullRequests.map((pullRequest) => ({
      ...pullRequest,
      user: byLogin.get(pullRequest.author?.login ?? null) ?? null,
      metrics: reviewMetrics(pullRequest, children.get(pullRequest.number) ?? {}),
    })),
  };
}
