import { GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import { repositoryUnanswered } from "../errors/repository-unanswered.ts";
import { refuseIfTooHeavy } from "../errors/tells-too-heavy.ts";
import type { GitHubClient, RequestOptions } from "../github/github-client.ts";
import { largerBatch, smallerBatch } from "../hydrate/batch-size.ts";
import { parseInstant } from "../records/parse-value.ts";
import { walkDescending } from "./descending-walk.ts";
import type { StampedRow } from "./stamped-row.ts";

/** A page of the pull requests that the first full sync is to read. */
export interface HistoryPage {
  readonly rows: readonly { readonly number: number; readonly updatedAt: Date }[];
  /** Pull requests in all; `undefined` where GitHub does not say. */
  readonly total: number | undefined;
  /** Where the next page begins, good between runs; absent on the last page, and in a list without such a place. */
  readonly cursor: string | undefined;
  readonly last: boolean;
}

/** The repository to list, by its identity. */
interface HistoryTarget {
  readonly githubId: number;
  readonly nodeId: string;
}

const query = `query ListHistory($repository: ID!, $first: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  node(id: $repository) { ... on Repository {
    pullRequests(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount nodes { number updatedAt } pageInfo { hasNextPage endCursor }
    }
  } }
}`;

interface ListedPage {
  totalCount: number;
  nodes: ({ number: number; updatedAt: string } | null)[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface ListHistoryData {
  node: {
    pullRequests: (Omit<ListedPage, "nodes"> & { nodes: ListedPage["nodes"] | null }) | null;
  } | null;
}

/**
 * Every pull request in the order of creation, newest first, 100 a page. The order never changes and the cursor is GitHub's, so
 * a page that was read stays read, however many pull requests come. One that GitHub can't bear is asked for again, half as long.
 */
export async function* listByCreation(
  client: GitHubClient,
  { nodeId }: HistoryTarget,
  cursor: string | undefined,
  { pageSize = 100, ...options }: ListOptions,
): AsyncGenerator<HistoryPage> {
  let first = pageSize;
  for (let after = cursor ?? null; ; ) {
    let list: ListedPage | undefined;
    try {
      list = await askForPage(client, { repository: nodeId, first, after }, options);
    } catch (error) {
      if (first === 1 || !isGhsyncError(error) || error.code !== "query_too_heavy") throw error;
      first = smallerBatch(first);
      continue;
    }
    first = largerBatch(first, pageSize);
    const { hasNextPage, endCursor } = list.pageInfo;
    if (hasNextPage && !endCursor) throw notListed("its list goes on, but does not say where");
    const next = hasNextPage ? endCursor : null;
    yield {
      rows: list.nodes
        .filter((node) => node !== null)
        .map(({ number, updatedAt }) => ({ number, updatedAt: parseInstant(updatedAt) })),
      total: list.totalCount,
      cursor: next ?? undefined,
      last: next === null,
    };
    if (next === null) return;
    after = next;
  }
}

async function askForPage(
  client: GitHubClient,
  variables: { readonly repository: string; readonly first: number; readonly after: string | null },
  options: RequestOptions,
): Promise<ListedPage> {
  const { data, errors } = await client.graphql<ListHistoryData>(query, variables, options);
  refuseIfTooHeavy(errors);
  if (!data.node) throw repositoryUnanswered(errors);
  const { pullRequests } = data.node;
  if (!pullRequests?.nodes || errors.length > 0) {
    throw notListed(errors[0]?.message ?? "no list");
  }
  return { ...pullRequests, nodes: pullRequests.nodes };
}

/** As {@link listByCreation}, by REST; the cursor is a page number, behind which pull requests can only be pushed further. */
export async function* listByCreationRest(
  client: GitHubClient,
  { githubId }: HistoryTarget,
  cursor: string | undefined,
  { signal, pageSize = 100 }: ListOptions,
): AsyncGenerator<HistoryPage> {
  let number = Number(cursor ?? 1);
  const parameters = { state: "all", sort: "created", direction: "desc", per_page: pageSize };
  const path = `/repositories/${githubId}/pulls`;
  const from = { ...parameters, page: number };
  for await (const page of client.pages<PullRow>(path, from, { signal })) {
    number += 1;
    yield {
      rows: page.rows.map((row) => ({
        number: row.number,
        updatedAt: parseInstant(row.updated_at),
      })),
      total: undefined,
      cursor: page.hasNext ? String(number) : undefined,
      last: !page.hasNext,
    };
  }
}

/**
 * The pull requests that were updated since an instant, newest update first. The order moves, so there is no cursor: a list that is
 * broken off begins anew.
 */
export async function* listByUpdate(
  client: GitHubClient,
  { githubId }: HistoryTarget,
  since: Date,
  options: ListOptions,
): AsyncGenerator<HistoryPage> {
  const list = {
    path: `/repositories/${githubId}/pulls`,
    parameters: { state: "all", sort: "updated", direction: "desc" },
    pullRequestOf: ({ number }: PullRow) => number,
  };
  const pages = walkDescending<PullRow>(client, list, { since }, { ...options, overlapMs: 0 });
  for await (const { changes, done } of pages) {
    yield {
      rows: changes.map(({ number, stamp }) => ({ number, updatedAt: stamp })),
      total: undefined,
      cursor: undefined,
      last: done,
    };
  }
}

function notListed(reason: string): GhsyncError {
  const message = `GitHub did not list the pull requests: ${reason}.`;
  return new GhsyncError("transient", message, { retryable: true });
}

interface ListOptions extends RequestOptions {
  /** Rows a list request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number;
}

interface PullRow extends StampedRow {
  readonly number: number;
}
