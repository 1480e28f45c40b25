import type { GitHubClient, RequestOptions } from "../github/client.ts";
import { throwIfTooHeavy } from "../github/graphql-errors.ts";
import type { Shaped } from "../github/shape.ts";
import {
  type FirstPages,
  gapOfError,
  type RawPullRequest,
  requireOwnErrors,
} from "./first-pages.ts";
import { graphQLPage } from "./graphql-shapes.ts";
import {
  connectionNames,
  connections,
  followUpQuery,
  type MissingPage,
  pageAlias,
  threadComments,
} from "./query.ts";
import type { Gap } from "./reading.ts";

/** The pages of a connection read so far, its rows unchecked. */
export type RawList = Shaped<typeof graphQLPage>;

/** A page that is not read yet, and its list. */
interface OpenList {
  /** The pull request's number. */
  readonly number: unknown;
  readonly page: MissingPage;
  readonly list: RawList;
  /** Replaces the list with one that has a further page. */
  put(list: RawList): void;
  /** Removes the list, for a reason. */
  drop(gap: Gap): void;
}

const pagesPerQuery = 25;
const leadsNowhere: Gap = { reason: "GitHub's pages do not continue.", why: "failed" };
const noPage: Gap = { reason: "GitHub returned no further page.", why: "failed" };

/** Rows beyond GitHub's own count after which a list counts as endless. */
const spare = 100;

/**
 * Reads every list of these pull requests to the end, in place, with one query per round of pages.
 * A list that does not continue is dropped and becomes a gap of its pull request.
 */
export async function readFurtherPages(
  client: GitHubClient,
  pages: Iterable<FirstPages>,
  { signal }: RequestOptions,
): Promise<void> {
  const all = [...pages];
  // Pages that were requested. A list that comes back to one of them has no end.
  const asked = new Set<string>();
  const rounds = new Map<string, number>();
  const nextOpen = () => {
    const open = all.flatMap(openLists);
    const good = open.filter(({ page, list, drop }) => {
      const isEndless =
        (list.nodes.length - spare) / 2 > list.totalCount ||
        (rounds.get(listOf(page)) ?? 0) > mostPages(page, list.totalCount);
      const isGood = page.after !== "" && !asked.has(keyOf(page)) && !isEndless;
      if (!isGood) drop(leadsNowhere);
      return isGood;
    });
    return good.slice(0, pagesPerQuery);
  };
  for (let open = nextOpen(); open.length > 0; open = nextOpen()) {
    for (const { page } of open) {
      asked.add(keyOf(page));
      rounds.set(listOf(page), (rounds.get(listOf(page)) ?? 0) + 1);
    }
    const missing = open.map(({ page }) => page);
    const { query, variables } = followUpQuery(missing, client.knowledge);
    const { data, errors } = await client.graphql<FollowUpData>(query, variables, { signal });
    throwIfTooHeavy(errors);
    requireOwnErrors(errors, (path) => open.some((_, index) => path[0] === pageAlias(index)));
    for (const [index, { number, list, put, drop }] of open.entries()) {
      const error = errors.find(({ path }) => path?.[0] === pageAlias(index));
      const response = data[pageAlias(index)];
      const isAsked = response?.id === missing[index]?.nodeId && numberIn(response) === number;
      const page = isAsked ? pageOf(response?.page) : undefined;
      if (error) drop(gapOfError(error));
      else if (!page) drop(noPage);
      else put(joined(list, page));
    }
  }
}

/**
 * Returns a limit of pages: twice as many as GitHub's count needs, and some for pages whose rows
 * GitHub hides.
 */
function mostPages({ connection }: MissingPage, total: number): number {
  const { more } = connection === "threadComments" ? threadComments : connections[connection];
  return (2 * total) / more + 3;
}

interface FollowUp {
  readonly id?: unknown;
  /** Set for a pull request. */
  readonly number?: unknown;
  /** Set for a review thread. */
  readonly pullRequest?: { readonly number?: unknown } | null;
  readonly page?: unknown;
}

type FollowUpData = Readonly<Record<string, FollowUp | null>>;

function numberIn(response: FollowUp | null | undefined): unknown {
  return response?.number ?? response?.pullRequest?.number;
}

function joined(list: RawList, page: RawList): RawList {
  // Deleted rows lower the count. Keep the higher one: the list is then incomplete, and a second
  // read decides.
  const totalCount = Math.max(list.totalCount, page.totalCount);
  return { ...page, totalCount, nodes: [...list.nodes, ...page.nodes] };
}

/** Reads a page of a connection; `undefined` if it has another shape. */
export function pageOf(raw: unknown): RawList | undefined {
  try {
    return graphQLPage(raw, "page");
  } catch {
    return undefined;
  }
}

/**
 * Returns every list of a pull request that has a further page. `after` is empty if GitHub gave no
 * cursor.
 */
export function openLists({ raw, gaps }: Pick<FirstPages, "raw" | "gaps">): readonly OpenList[] {
  if (!raw) return [];
  const { number } = raw;
  const lists = connectionNames.flatMap((name) =>
    open({ number, owner: raw, key: name, connection: name, gap: (gap) => gaps.set(name, gap) }),
  );
  const threads = pageOf(raw.reviewThreads)?.nodes ?? [];
  const comments = threads.filter(isObject).flatMap((thread) =>
    open({
      number,
      owner: thread,
      key: "comments",
      connection: "threadComments",
      gap: (gap) => gaps.set("reviewThreads", gap),
    }),
  );
  return [...lists, ...comments];
}

function open({
  number,
  owner,
  key,
  connection,
  gap,
}: {
  readonly number: unknown;
  readonly owner: RawPullRequest;
  readonly key: string;
  readonly connection: MissingPage["connection"];
  readonly gap: (gap: Gap) => unknown;
}): readonly OpenList[] {
  const list = pageOf(owner[key]);
  const nodeId = owner.id;
  if (!list?.pageInfo.hasNextPage || typeof nodeId !== "string") return [];
  const put = (whole: unknown) => {
    owner[key] = whole;
  };
  const drop = (why: Gap) => {
    put(null);
    gap(why);
  };
  return [
    { number, list, page: { nodeId, connection, after: list.pageInfo.endCursor ?? "" }, put, drop },
  ];
}

function isObject(value: unknown): value is RawPullRequest {
  return typeof value === "object" && value !== null;
}

function listOf({ nodeId, connection }: MissingPage): string {
  return JSON.stringify([nodeId, connection]);
}

function keyOf(page: MissingPage): string {
  return JSON.stringify([listOf(page), page.after]);
}
