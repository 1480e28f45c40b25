import { GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import { repositoryUnanswered } from "../errors/repository-unanswered.ts";
import type { GitHubClient, GraphQLItemError, RequestOptions } from "../github/github-client.ts";
import type { ChildKind, PullRequestSnapshot } from "../records/snapshot.ts";
import { forbiddenKind, withoutForbidden } from "./forbidden-kind.ts";
import type { RawConnection, RawPullRequest } from "./graphql-shapes.ts";
import { aliasOf, followUpQuery, hydrationQuery, pageAlias } from "./hydration-query.ts";
import { mapSnapshot } from "./map-pull-request.ts";
import { append, type OpenList, openLists } from "./missing-pages.ts";

/** A pull request that could not be read, while others could. */
export interface HydrationFailure {
  readonly number: number;
  readonly reason: string;
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
 * Reads pull requests with all their children, complete: one query for the batch, then one for each round of further pages.
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
  const failures = new Map<number, string>();
  const forbidden = new Set<ChildKind>();
  const { data, errors, date } = await client.graphql<HydrateData>(
    hydrationQuery(numbers, kinds),
    { repository: repositoryNodeId },
    { signal },
  );
  const { node } = data;
  refuseIfHeavy(errors);
  if (!node) throw repositoryUnanswered(errors);
  for (const error of errors) {
    const number = numbers.find((candidate) => error.path?.[1] === aliasOf(candidate));
    if (number === undefined) throw errorOfItsOwn(error);
    const kind = forbiddenKind(error);
    if (kind === undefined) failures.set(number, error.message);
    else forbidden.add(kind);
  }
  const found = numbers.flatMap((number) => {
    const raw = node[aliasOf(number)];
    if (!raw && !failures.has(number)) failures.set(number, "GitHub answered nothing for it.");
    return raw && !failures.has(number) ? [withoutForbidden(raw, forbidden)] : [];
  });

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
    failures: [...failures].map(([number, reason]) => ({ number, reason })),
    fullName: node.nameWithOwner,
    readAt: date,
  };
}

function errorOfItsOwn({ message }: GraphQLItemError): GhsyncError {
  return new GhsyncError("response_invalid", `GitHub's answer has an error of its own: ${message}`);
}

type HydrateData = {
  node:
    | ({ nameWithOwner: string } & Record<`p${number}`, RawPullRequest | null | undefined>)
    | null;
};

async function readFurtherPages(
  client: GitHubClient,
  pullRequests: readonly RawPullRequest[],
  failures: Map<number, string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const isGood = ({ number }: OpenList) => !failures.has(number);
  const stillOpen = () => {
    const open = openLists(pullRequests).filter(isGood);
    for (const { number, page } of open) if (page.after === "") failures.set(number, leadsNowhere);
    return open.filter(isGood).slice(0, pagesPerQuery);
  };
  for (let open = stillOpen(); open.length > 0; open = stillOpen()) {
    const { query, variables } = followUpQuery(open.map(({ page }) => page));
    const { data, errors } = await client.graphql<FollowUpData>(query, variables, { signal });
    refuseIfHeavy(errors);
    open.forEach((missing, index) => {
      const problem = takePage(missing, data[pageAlias(index)]?.page, errors, index);
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

// GitHub fills what ran out of resources with nulls, in whatever place: nothing of such an answer is complete.
function refuseIfHeavy(errors: readonly GraphQLItemError[]): void {
  if (!errors.some(({ type }) => type === "RESOURCE_LIMITS_EXCEEDED")) return;
  throw new GhsyncError("query_too_heavy", "GitHub's resource limits for a query are exceeded.", {
    retryable: true,
  });
}

function messageOf(error: unknown): string {
  return isGhsyncError(error) ? error.message : "GitHub's answer could not be understood.";
}
