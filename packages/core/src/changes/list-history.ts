import { GhsyncError } from "../errors/ghsync-error.ts";
import type { GitHubClient, RequestOptions } from "../github/github-client.ts";
import { parseInstant } from "../records/parse-value.ts";

/** A page of all pull requests, newest first. */
export interface HistoryPage {
  readonly rows: readonly { readonly number: number; readonly updatedAt: Date }[];
  /** Pull requests of the whole repository. */
  readonly total: number;
  /** Where the next page begins; absent on the last. */
  readonly cursor: string | undefined;
}

const query = `query ListHistory($repository: ID!, $after: String) {
  rateLimit { cost remaining resetAt }
  node(id: $repository) { ... on Repository {
    pullRequests(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount nodes { number updatedAt } pageInfo { hasNextPage endCursor }
    }
  } }
}`;

interface ListHistoryData {
  node: {
    pullRequests: {
      totalCount: number;
      nodes: ({ number: number; updatedAt: string } | null)[] | null;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
}

/**
 * Lists pull requests in the order of creation, newest first, 100 a page. The order never changes and the cursor is GitHub's, so
 * a page that was read stays read, however many pull requests come.
 */
export async function listHistory(
  client: GitHubClient,
  repositoryNodeId: string,
  after: string | undefined,
  options: RequestOptions,
): Promise<HistoryPage> {
  const variables = { repository: repositoryNodeId, after: after ?? null };
  const { data, errors } = await client.graphql<ListHistoryData>(query, variables, options);
  const list = data.node?.pullRequests;
  if (!list?.nodes || errors.length > 0) {
    const message = `GitHub did not list the pull requests: ${errors[0]?.message ?? "no list"}`;
    throw new GhsyncError("response_invalid", message);
  }
  const { hasNextPage, endCursor } = list.pageInfo;
  return {
    rows: list.nodes
      .filter((node) => node !== null)
      .map(({ number, updatedAt }) => ({ number, updatedAt: parseInstant(updatedAt) })),
    total: list.totalCount,
    cursor: hasNextPage && endCursor !== null ? endCursor : undefined,
  };
}
