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

/** A connection as far as its pages were read, its rows unchecked. */
export type RawList = Shaped<typeof graphQLPage>;

/** A page still to be read, and the list that it belongs to. */
interface OpenList {
  /** The pull request's. */
  readonly number: unknown;
  readonly page: MissingPage;
  readonly list: RawList;
  /** Puts the list with a further page in its place. */
  put(list: RawList): void;
  /** Takes the list out, for a reason. */
  drop(gap: Gap): void;
}

const pagesPerQuery = 25;
const leadsNowhere: Gap = { reason: "GitHub's pages do not lead on.", why: "failed" };
const noPage: Gap = { reason: "GitHub answered no further page.", why: "failed" };

/** Rows past GitHub's own count after which a list is taken for one without an end. */
const spare = 100;

/**
 * Reads every list of these pull requests to its end, in place: one query for each round of further pages. A list that
 * does not lead on is dropped, and named among the gaps of its pull request.
 */
export async function readFurtherPages(
  client: GitHubClient,
  pages: Iterable<FirstPages>,
  { signal }: RequestOptions,
): Promise<void> {
  const all = [...pages];
  // Pages that lead back to one of these would have no end.
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
      const answer = data[pageAlias(index)];
      const isAsked = answer?.id === missing[index]?.nodeId && numberIn(answer) === number;
      const page = isAsked ? pageOf(answer?.page) : undefined;
      if (error) drop(gapOfError(error));
      else if (!page) drop(noPage);
      else put(joined(list, page));
    }
  }
}

/** Twice as many pages as GitHub's own count takes, and a few for pages whose rows GitHub hides. */
function mostPages({ connection }: MissingPage, total: number): number {
  const { more } = connection === "threadComments" ? threadComments : connections[connection];
  return (2 * total) / more + 3;
}

interface FollowUp {
  readonly id?: unknown;
  /** Of a pull request. */
  readonly number?: unknown;
  /** Of a review thread. */
  readonly pullRequest?: { readonly number?: unknown } | null;
  readonly page?: unknown;
}

type FollowUpData = Readonly<Record<string, FollowUp | null>>;

function numberIn(answer: FollowUp | null | undefined): unknown {
  return answer?.number ?? answer?.pullRequest?.number;
}

function joined(list: RawList, page: RawList): RawList {
  // Rows that are deleted meanwhile are counted no longer: the list is incomplete then, and a whole read of it is proof.
  const totalCount = Math.max(list.totalCount, page.totalCount);
  return { ...page, totalCount, nodes: [...list.nodes, ...page.nodes] };
}

/** A page of a connection; `undefined` if it has another shape. */
export function pageOf(raw: unknown): RawList | undefined {
  try {
    return graphQLPage(raw, "page");
  } catch {
    return undefined;
  }
}

/** Every list of a pull request that has a further page; one that GitHub gives no way to has an empty `after`. */
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
