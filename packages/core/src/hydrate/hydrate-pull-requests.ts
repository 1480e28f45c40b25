import { isGhsyncError } from "../errors/ghsync-error.ts";
import { refuseIfTooHeavy } from "../errors/tells-too-heavy.ts";
import type { GitHubClient, GraphQLItemError, RequestOptions } from "../github/github-client.ts";
import type { ChildKind, PullRequestSnapshot } from "../records/snapshot.ts";
import { isUnknown, withoutForbidden } from "./forbidden-kind.ts";
import type { RawConnection, RawPullRequest } from "./graphql-shapes.ts";
import { followUpQuery, type MissingPage, pageAlias } from "./hydration-query.ts";
import { mapSnapshot } from "./map-pull-request.ts";
import { append, type OpenList, openLists } from "./missing-pages.ts";
import { readFirstPages } from "./read-first-pages.ts";

/** A pull request that could not be read, while others could. */
export interface HydrationFailure {
  readonly number: number;
  readonly reason: string;
  /** GitHub says that it has none by this number; its replicas do so by mistake, too. @defaultValue false */
  readonly absent?: boolean;
}

/** What one batch gave. Each number asked for is in one of the two lists. */
export interface Hydration {
  readonly snapshots: readonly PullRequestSnapshot[];
  readonly failures: readonly HydrationFailure[];
  /** Kinds that this credential may not read; the snapshots lack them. */
  readonly forbidden: readonly ChildKind[];
  /** The repository's present name; absent where GitHub did not answer. */
  readonly fullName: string | undefined;
  /** GitHub's `Date` of the first answer. */
  readonly readAt: Date;
}

const pagesPerQuery = 25;
const leadsNowhere = "GitHub's pages do not lead on.";

/**
 * Reads pull requests with all their children, complete: one query for the batch (and one more where a
 * kind that may not be read hid pull requests), then one for each round of further pages.
 * Knows nothing of time windows or stores.
 *
 * @param numbers at most 25, unless GitHub bears more
 * @throws GhsyncError `query_too_heavy` if GitHub gave up: try fewer
 */
export async function hydratePullRequests(
  client: GitHubClient,
  repositoryNodeId: string,
  numbers: readonly number[],
  { kinds, signal }: RequestOptions & { readonly kinds: readonly ChildKind[] },
): Promise<Hydration> {
  const first = await readFirstPages(client, repositoryNodeId, numbers, { kinds, signal });
  const { failures, absent, forbidden, fullName, date } = first;
  const found = first.found.map((raw) => withoutForbidden(raw, forbidden));

  await readFurtherPages(client, found, failures, signal);

  const snapshots = found.flatMap((raw) => {
    if (failures.has(raw.number)) return [];
    try {
      return [mapSnapshot(raw, date)];
    } catch (error) {
      failures.set(raw.number, messageOf(error));
      return [];
    }
  });
  return {
    snapshots,
    forbidden: [...forbidden],
    failures: [...failures].map(([number, reason]) =>
      absent.has(number) ? { number, reason, absent: true } : { number, reason },
    ),
    fullName,
    readAt: date,
  };
}

async function readFurtherPages(
  client: GitHubClient,
  pullRequests: readonly RawPullRequest[],
  failures: Map<number, string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const isGood = ({ number }: OpenList) => !failures.has(number);
  // Pages that lead back to one of these would have no end.
  const asked = new Set<string>();
  const stillOpen = () => {
    const open = openLists(pullRequests).filter(isGood);
    for (const { number, page } of open) {
      if (page.after === "" || asked.has(keyOf(page))) failures.set(number, leadsNowhere);
    }
    return open.filter(isGood).slice(0, pagesPerQuery);
  };
  for (let open = stillOpen(); open.length > 0; open = stillOpen()) {
    for (const { page } of open) asked.add(keyOf(page));
    const { query, variables } = followUpQuery(open.map(({ page }) => page));
    const { data, errors } = await client.graphql<FollowUpData>(query, variables, { signal });
    refuseIfTooHeavy(errors);
    const problems = errors.filter((error) => !isUnknown(error, data));
    open.forEach((missing, index) => {
      const problem = takePage(missing, data[pageAlias(index)]?.page, problems, index);
      if (problem !== undefined) failures.set(missing.number, problem);
    });
  }
}

type FollowUpData = Record<string, { page?: RawConnection<unknown> | null } | null>;

function takePage(
  { list }: OpenList,
  page: RawConnection<unknown> | null | undefined,
  errors: readonly GraphQLItemError[],
  index: number,
): string | undefined {
  const error = errors.find(({ path }) => path?.[0] === pageAlias(index));
  if (error) return error.message;
  if (!page) return "GitHub answered nothing for a further page.";
  return append(list, page) ? undefined : leadsNowhere;
}

function keyOf({ nodeId, connection, after }: MissingPage): string {
  return JSON.stringify([nodeId, connection, after]);
}

function messageOf(error: unknown): string {
  return isGhsyncError(error) ? error.message : "GitHub's answer could not be understood.";
}
