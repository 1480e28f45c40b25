import type { GitHubClient, RequestOptions } from "../github/client.ts";
import type { GraphQLItemError } from "../github/graphql-errors.ts";
import { quoteMessage, repositoryMissing, throwIfTooHeavy } from "../github/graphql-errors.ts";
import { type RepositoryTarget, requireSameRepository, wrongSubject } from "../github/identity.ts";
import { requireRepositoryName } from "../github/repository-name.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import { aliasOf, type ConnectionName, connections, hydrationQuery } from "./query.ts";
import type { Gap } from "./reading.ts";

/** A pull request as GraphQL answered it, unchecked. */
export type RawPullRequest = Record<string, unknown>;

/** A pull request with the first page of every list. */
export interface FirstPages {
  /** `undefined` where there is none, or where the answer is about another one. */
  readonly raw: RawPullRequest | undefined;
  /** What could not be read, by GitHub's name of the field. `""` is all of it. */
  readonly gaps: Map<string, Gap>;
  /** GitHub says that it has none with this number. */
  readonly isAbsent: boolean;
}

export interface FirstPagesOptions extends RequestOptions {
  readonly names: readonly ConnectionName[];
  /** Whether the pull request's own fields are asked for as well. */
  readonly isWhole: boolean;
}

/** The first pages of a batch. */
export interface FirstPagesRead {
  readonly pages: ReadonlyMap<number, FirstPages>;
  /** The repository's present name. */
  readonly fullName: string;
  /** GitHub's `Date` of the first answer. */
  readonly date: Date;
}

type HydrateData = {
  readonly node:
    | ({ readonly databaseId?: unknown; readonly nameWithOwner?: unknown } & Readonly<
        Record<`p${number}`, unknown>
      >)
    | null;
};

const noAnswer: Gap = { reason: "GitHub answered nothing for it.", why: "failed" };

/**
 * Reads these pull requests by one query. A list that GitHub's schema promises takes its pull request away where it
 * can't be read: those are asked for once more, without it. Each round asks for fewer lists, so there is an end.
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
    const isAsked = isThere && (given as RawPullRequest).number === number;
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
 * An error that names no part of what was asked for says nothing of what is missing: nothing of the answer is used.
 *
 * @throws GhsyncError `transient` for an error whose path is no part's; that of the rate limit's own price concerns nothing else
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

/** Whether GitHub refused a whole query since a classic token lacks a scope for one of its fields. */
function lacksScopes(error: unknown): boolean {
  return isGhsyncError(error) && error.githubType === "INSUFFICIENT_SCOPES";
}

/** What is given of a pull request by an answer that does not show its number: nothing, its lists included. */
function notAsked({ number: answered }: RawPullRequest, number: number): Gap {
  const what = typeof answered === "number" ? `#${answered}` : "a pull request without a number";
  return { reason: wrongSubject(what, `#${number}`).message, why: "failed" };
}

function fieldOf({ path }: GraphQLItemError): string {
  return String(path?.[2] ?? "");
}

/** What an error of GraphQL's says of the field that it names. Pure. */
export function gapOfError({ type, message }: GraphQLItemError): Gap {
  const isRefused = type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES";
  return { reason: quoteMessage(message), why: isRefused ? "refused" : "failed" };
}

/** The lists that take a pull request away: a list can be left out of the next query. */
function hidingLists(gaps: FirstPages["gaps"]): readonly ConnectionName[] {
  return [...gaps.keys()].filter((name): name is ConnectionName =>
    Object.hasOwn(connections, name),
  );
}

function hiddenGap(name: ConnectionName): Gap {
  return { reason: `GitHub could not be asked for ${name}.`, why: "failed" };
}

function errorOfItsOwn({ message }: GraphQLItemError): GhsyncError {
  const what = `GitHub's answer has an error of its own: ${quoteMessage(message)}`;
  return new GhsyncError("transient", what, { retryable: true });
}
