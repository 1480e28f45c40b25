import type { GitHubClient, RequestOptions } from "../github/client.ts";
import type { GraphQLItemError } from "../github/graphql-errors.ts";
import { quoteMessage, repositoryMissing, throwIfTooHeavy } from "../github/graphql-errors.ts";
import { type RepositoryTarget, requireSameRepository, wrongSubject } from "../github/identity.ts";
import { requireRepositoryName } from "../github/repository-name.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import { aliasOf, type ConnectionName, connections, hydrationQuery } from "./query.ts";
import type { Gap } from "./reading.ts";

/** A pull request of a GraphQL response, unchecked. */
export type RawPullRequest = Record<string, unknown>;

/** A pull request with the first page of every list. */
export interface FirstPages {
  /** `undefined` if there is none, or if the response shows another one. */
  readonly raw: RawPullRequest | undefined;
  /** What could not be read, by GitHub's field name. `""` means all of it. */
  readonly gaps: Map<string, Gap>;
  /** GitHub says that this number does not exist. */
  readonly isAbsent: boolean;
}

export interface FirstPagesOptions extends RequestOptions {
  readonly names: readonly ConnectionName[];
  /** Whether to request the pull request's own fields too. */
  readonly isWhole: boolean;
}

/** The first pages of a batch. */
export interface FirstPagesRead {
  readonly pages: ReadonlyMap<number, FirstPages>;
  /** The repository's current name. */
  readonly fullName: string;
  /** GitHub's `Date` of the first response. */
  readonly date: Date;
}

type HydrateData = {
  readonly node:
    | ({ readonly databaseId?: unknown; readonly nameWithOwner?: unknown } & Readonly<
        Record<`p${number}`, unknown>
      >)
    | null;
};

const noAnswer: Gap = { reason: "GitHub returned nothing for it.", why: "failed" };

/**
 * Reads these pull requests in one query.
 *
 * If a list that GitHub's schema declares non-null cannot be read, its whole pull request is null.
 * Those are requested again without that list. Each round requests fewer lists, so the rounds end.
 */
export async function readFirstPages(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: FirstPagesOptions,
): Promise<FirstPagesRead> {
  const { names } = options;
  const { node, errors, date } = await ask(client, target, numbers, options);
  const pages = new Map<number, FirstPages>();
  for (const number of numbers) {
    const own = errors.filter(({ path }) => path?.[1] === aliasOf(number));
    const given = node[aliasOf(number)];
    const isThere = typeof given === "object" && given !== null;
    const isAsked = isThere && isOf(given as RawPullRequest, number);
    const gaps = new Map(own.map((error) => [fieldOf(error), gapOfError(error)]));
    if (!isThere && own.length === 0) gaps.set("", noAnswer);
    if (isThere && !isAsked) gaps.set("", notAsked(given as RawPullRequest, number));
    const isMissing = own.some(({ type, path }) => type === "NOT_FOUND" && path?.length === 2);
    pages.set(number, {
      raw: isAsked ? (given as RawPullRequest) : undefined,
      gaps,
      isAbsent: !isThere && (own.length === 0 || isMissing),
    });
  }
  const hidden = [...pages].filter(([, { raw, gaps }]) => !raw && hidingLists(gaps).length > 0);
  if (hidden.length > 0) {
    const without = new Set(hidden.flatMap(([, { gaps }]) => hidingLists(gaps)));
    const left = names.filter((name) => !without.has(name));
    const again = hidden.map(([number]) => number);
    const rest = await readFirstPages(client, target, again, { ...options, names: left });
    for (const [number, page] of rest.pages) {
      const known = [...(pages.get(number)?.gaps ?? [])].filter(([name]) =>
        without.has(name as never),
      );
      const inOthers = [...without].map((name) => [name, hiddenGap(name)] as const);
      pages.set(number, { ...page, gaps: new Map([...inOthers, ...known, ...page.gaps]) });
    }
  }
  return { pages, fullName: requireRepositoryName(node.nameWithOwner), date };
}

async function ask(
  client: GitHubClient,
  { githubId, nodeId }: RepositoryTarget,
  numbers: readonly number[],
  { names, isWhole, signal }: FirstPagesOptions,
) {
  const send = () => {
    const query = hydrationQuery(numbers, names, { ...client.knowledge, isWhole });
    return client.graphql<HydrateData>(query, { repository: nodeId }, { signal });
  };
  const { data, errors, date } = await send().catch((error: unknown) => {
    if (!client.knowledge.namesTeams || !lacksScopes(error)) throw error;
    client.knowledge.namesTeams = false;
    return send();
  });
  throwIfTooHeavy(errors);
  const { node } = data;
  if (!node) throw repositoryMissing(errors);
  requireSameRepository(node.databaseId, githubId);
  requireOwnErrors(errors, (path) => numbers.some((one) => path[1] === aliasOf(one)));
  return { node, errors, date };
}

/**
 * Throws if an error names no part that was requested. Such an error does not show what is missing,
 * so nothing of the response is used.
 *
 * @throws GhsyncError `transient` for such an error. An error at `rateLimit` is ignored: it
 * concerns nothing else
 */
export function requireOwnErrors(
  errors: readonly GraphQLItemError[],
  isOwn: (path: readonly unknown[]) => boolean,
): void {
  const foreign = errors.find(({ path }) => {
    const steps = Array.isArray(path) ? path : [];
    return steps[0] !== "rateLimit" && !isOwn(steps);
  });
  if (foreign) throw errorOfItsOwn(foreign);
}

/** Whether GitHub refused a whole query because a classic token lacks a scope. */
function lacksScopes(error: unknown): boolean {
  return isGhsyncError(error) && error.githubType === "INSUFFICIENT_SCOPES";
}

/**
 * Whether a response shows this number, and no other one in its address. Single lists have no
 * address.
 */
function isOf({ number: answered, url }: RawPullRequest, number: number): boolean {
  const [, inAddress] = /\/pull\/(\d+)$/.exec(String(url)) ?? [];
  return answered === number && Number(inAddress ?? number) === number;
}

/**
 * Returns the gap of a response that does not show the requested number. None of its lists is used.
 */
function notAsked({ number: answered, url }: RawPullRequest, number: number): Gap {
  const shown = answered === number ? String(url) : `#${answered}`;
  const what = typeof answered === "number" ? shown : "a pull request without a number";
  return { reason: wrongSubject(what, `#${number}`).message, why: "failed" };
}

function fieldOf({ path }: GraphQLItemError): string {
  return String(path?.[2] ?? "");
}

/** Returns the gap that a GraphQL error makes at its field. Pure. */
export function gapOfError({ type, message }: GraphQLItemError): Gap {
  const isRefused = type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES";
  return { reason: quoteMessage(message), why: isRefused ? "refused" : "failed" };
}

/** Returns the lists that make a pull request null. The next query can leave them out. */
function hidingLists(gaps: FirstPages["gaps"]): readonly ConnectionName[] {
  return [...gaps.keys()].filter((name): name is ConnectionName =>
    Object.hasOwn(connections, name),
  );
}

function hiddenGap(name: ConnectionName): Gap {
  return { reason: `The query had to leave out ${name}.`, why: "failed" };
}

function errorOfItsOwn({ message }: GraphQLItemError): GhsyncError {
  const what = `GitHub's response has an error outside what was requested: ${quoteMessage(message)}`;
  return new GhsyncError("transient", what, { retryable: true });
}
