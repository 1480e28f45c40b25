import { refuseAnotherRepository } from "../errors/about-another.ts";
import { GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import { repositoryUnanswered } from "../errors/repository-unanswered.ts";
import { refuseIfTooHeavy } from "../errors/tells-too-heavy.ts";
import type { GitHubClient, GraphQLItemError, RequestOptions } from "../github/github-client.ts";
import type { RepositoryTarget } from "../github/repository-target.ts";
import { largerBatch, smallerBatch } from "../hydrate/batch-size.ts";
import type { HistoryPlace } from "../ports/sync-state.ts";
import {
  count,
  flag,
  instant,
  list,
  nullable,
  record,
  type Shaped,
  text,
} from "../records/shape.ts";
import type { HistoryListOptions, HistoryPage } from "./history-page.ts";

const query = `query ListHistory($repository: ID!, $first: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  node(id: $repository) { ... on Repository { databaseId
    pullRequests(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount nodes { number createdAt updatedAt } pageInfo { hasNextPage endCursor }
    }
  } }
}`;

const listedRow = record({ number: count, createdAt: instant, updatedAt: instant });

const listedPage = record({
  totalCount: count,
  nodes: list(nullable(listedRow)),
  pageInfo: record({ hasNextPage: flag, endCursor: nullable(text) }),
});

type ListedPage = Shaped<typeof listedPage>;

interface ListHistoryData {
  readonly node: { readonly databaseId?: unknown; readonly pullRequests?: unknown } | null;
}

/**
 * Every pull request in the order of creation, newest first, 100 a page. The order never changes and the cursor is GitHub's, so
 * a page that was read stays read, however many pull requests come. One that GitHub can't bear is asked for again, half as long.
 */
export async function* listByCreation(
  client: GitHubClient,
  target: RepositoryTarget,
  from: HistoryPlace | undefined,
  { pageSize = 100, ...options }: HistoryListOptions,
): AsyncGenerator<HistoryPage> {
  let first = pageSize;
  let place = from;
  for (let after = from?.cursor ?? null; ; ) {
    let page: ListedPage;
    try {
      page = await askForPage(client, target, { first, after }, options);
    } catch (error) {
      if (first === 1 || !isGhsyncError(error) || error.code !== "query_too_heavy") throw error;
      first = smallerBatch(first);
      continue;
    }
    first = largerBatch(first, pageSize);
    const { hasNextPage, endCursor } = page.pageInfo;
    if (hasNextPage && !endCursor) throw notListed("its list goes on, but does not say where");
    const next = hasNextPage ? endCursor : null;
    const rows = newRows(page.nodes, place);
    const total = page.totalCount;
    if (next === null) {
      yield { rows, total, place: undefined, last: true };
      return;
    }
    const count = (place?.count ?? 0) + page.nodes.length;
    const last = rows.at(-1) ?? place;
    place = last && { ...last, count, cursor: next };
    yield { rows, total, place, last: false };
    after = next;
  }
}

/** The rows of a page that no row before them, and no page before theirs, has shown: a row that comes again takes the place of another. */
function newRows(nodes: ListedPage["nodes"], place: HistoryPlace | undefined) {
  const shown = new Set<number>();
  const isNew = (node: ListedPage["nodes"][number]) => {
    if (node === null || shown.has(node.number) || node.number === place?.number) return false;
    shown.add(node.number);
    return !place?.createdAt || node.createdAt <= place.createdAt;
  };
  return nodes.filter((node) => node !== null).filter(isNew);
}

async function askForPage(
  client: GitHubClient,
  { githubId, nodeId: repository }: RepositoryTarget,
  page: { readonly first: number; readonly after: string | null },
  options: RequestOptions,
): Promise<ListedPage> {
  const variables = { repository, ...page };
  const { data, errors } = await client.graphql<ListHistoryData>(query, variables, options);
  refuseIfTooHeavy(errors);
  // A cursor that GitHub no longer knows is no fault of the repository's, and REST goes on without it.
  const isCursorLost = errors.some(({ type }) => type === "INVALID_CURSOR_ARGUMENTS");
  if (!data.node && !isCursorLost) throw repositoryUnanswered(errors);
  const { pullRequests, databaseId } = data.node ?? {};
  refuseAnotherRepository(databaseId, githubId);
  // An error at one node leaves that one out, and the list is then shorter than its count.
  const isAtNode = ({ path }: GraphQLItemError) => path?.[2] === "nodes" && path.length > 3;
  const error = errors.find((one) => !isAtNode(one));
  if (!pullRequests || error) throw notListed(error?.message ?? "no list");
  return listedPage(pullRequests, "pullRequests");
}

function notListed(reason: string): GhsyncError {
  const message = `GitHub did not list the pull requests: ${reason}.`;
  return new GhsyncError("transient", message, { retryable: true });
}
