import { isDeepStrictEqual } from "node:util";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { GitHubClient, RequestOptions } from "./client.ts";
import { isRepositoryName, parseRepositoryName } from "./repository-name.ts";
import { isGiven } from "./shape.ts";

/** The ids of a repository, which stay across renames and transfers, and its current name. */
export interface RepositoryIdentity {
  readonly githubId: number;
  readonly nodeId: string;
  /** `owner/name`. */
  readonly fullName: string;
}

type Found = { readonly identity: RepositoryIdentity; readonly date: Date };

/**
 * Looks up a repository by name, following renames.
 *
 * All later requests use its id, so a wrong response here would be believed for ever. It is believed
 * at once if its node id confirms its id, and its name is the requested one. With this name and
 * another node id it has to agree with a response by id. Another name is believed only where GitHub
 * redirects the requested name to the repository's id, twice, and a response by id agrees.
 *
 * @throws GhsyncError `response_invalid` if the response is not a repository with an id and an
 * `owner/name`; `transient` if responses contradict each other
 */
export async function resolveIdentity(
  client: GitHubClient,
  fullName: string,
  options: RequestOptions = {},
): Promise<Found> {
  const { owner, name } = parseRepositoryName(fullName);
  const byName = () => fetchIdentity(client, `/repos/${owner}/${name}`, fullName, options);
  const first = await byName();
  const { githubId, nodeId } = first.identity;
  if (first.identity.fullName.toLowerCase() === fullName.toLowerCase()) {
    if (isIdOfNode(githubId, nodeId)) return first;
  } else {
    if (redirectedTo(first) === undefined) throw misnamed(first.identity.fullName, fullName);
    const again = await byName();
    requireAgreement(first, again);
    if ([first, again].some((one) => redirectedTo(one) !== githubId)) throw contradicted(fullName);
  }
  requireAgreement(first, await confirmIdentity(client, githubId, options).catch(goneIsUndefined));
  return first;
}

/** The id of the repository to which GitHub redirected a request; `undefined` without a redirect. */
function redirectedTo({ url }: { readonly url: string }): number | undefined {
  const id = /\/repositories\/(\d+)$/.exec(new URL(url).pathname)?.[1];
  return id === undefined ? undefined : Number(id);
}

/**
 * Returns whether a node id names the id: in decimal at its end (the older form), or as the last
 * bytes. GitHub calls node ids opaque, so `false` proves nothing. Pure.
 */
export function isIdOfNode(githubId: number, nodeId: string): boolean {
  const bytes = Buffer.from(nodeId.replace(/^[A-Z]+_/, ""), "base64");
  const decimal = /Repository:?(\d+)$/.exec(bytes.toString("latin1"))?.[1];
  if (decimal !== undefined) return Number(decimal) === githubId;
  const hex = githubId.toString(16);
  return bytes.toString("hex").endsWith(hex.padStart(hex.length <= 8 ? 8 : 16, "0"));
}

function goneIsUndefined(error: unknown): undefined {
  if (!isGhsyncError(error) || error.code !== "repository_gone") throw error;
}

function requireAgreement(first: Found, other: Found | undefined): void {
  if (!isDeepStrictEqual(first.identity, other?.identity))
    throw contradicted(first.identity.fullName);
}

function contradicted(fullName: string): GhsyncError {
  const message = `GitHub's responses about ${fullName} contradict each other, so none of them was used: check any proxy before GitHub.`;
  return new GhsyncError("transient", message, { retryable: true });
}

function misnamed(got: string, asked: string): GhsyncError {
  const message = `GitHub answered for ${got} when asked for ${asked}, so nothing of it was used: check any proxy before GitHub.`;
  return new GhsyncError("transient", message, { retryable: true });
}

/**
 * Looks up a repository by id, so a name that passed to another repository cannot mislead.
 *
 * @throws GhsyncError `response_invalid` if the response is another repository, or not a repository
 */
export async function confirmIdentity(
  client: GitHubClient,
  githubId: number,
  options: RequestOptions = {},
): Promise<Found> {
  const wanted = `repository ${githubId}`;
  const found = await fetchIdentity(client, `/repositories/${githubId}`, wanted, options);
  const { identity } = found;
  if (identity.githubId !== githubId)
    throw wrongRepository(wanted, `repository ${identity.githubId}`);
  return found;
}

async function fetchIdentity(
  client: GitHubClient,
  path: string,
  wanted: string,
  { signal }: RequestOptions,
): Promise<Found & { readonly url: string }> {
  const { data, date, url } = await client.get<{
    id?: unknown;
    node_id?: unknown;
    full_name?: unknown;
  }>(path, { signal });
  const { id, node_id: nodeId, full_name: fullName } = data;
  // An invalid name could be another repository's key in the host's store.
  const isNamed = isRepositoryName(fullName);
  if (!isId(id) || !isGiven(nodeId) || !isNamed) {
    throw wrongRepository(wanted, "something that is no repository");
  }
  return { identity: { githubId: id, nodeId, fullName }, date, url };
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function wrongRepository(wanted: string, got: string): GhsyncError {
  const message = `Requested ${wanted}, but GitHub sent ${got}: check baseUrl, and any proxy before GitHub.`;
  return new GhsyncError("response_invalid", message, { userActionable: true, retryable: true });
}

/** The id of the repository of a pull request's row; `undefined` if the row does not say. */
export function repositoryIdOf(row: unknown): number | undefined {
  const { base } = (row ?? {}) as { base?: { repo?: { id?: unknown } | null } | null };
  const id = base?.repo?.id;
  return typeof id === "number" ? id : undefined;
}

/** The repository's name in a URL of the API, in lower case; `undefined` if there is none. */
export function nameInAddress(address: unknown): string | undefined {
  if (typeof address !== "string") return undefined;
  return /\/repos\/([^/]+\/[^/?#]+)/.exec(address)?.[1]?.toLowerCase();
}

/** The ids of the requested repository, which outlive its name: for REST and for GraphQL. */
export type RepositoryTarget = Pick<RepositoryIdentity, "githubId" | "nodeId">;

/** Creates the error of a response about something other than what was requested. */
export function wrongSubject(got: string, requested: string): GhsyncError {
  const message = `GitHub's response is about ${got}, but ${requested} was requested; nothing of it was used.`;
  return new GhsyncError("response_invalid", message);
}

/**
 * Throws if a GraphQL response is about another repository than the requested one.
 *
 * @param databaseId GitHub's `databaseId`. It is `null` for new repositories, because the field has
 * only 32 bits: that proves nothing
 * @throws GhsyncError `response_invalid` if it is another number
 */
export function requireSameRepository(databaseId: unknown, requested: number): void {
  if (typeof databaseId !== "number" || databaseId === requested) return;
  throw wrongSubject(`repository ${databaseId}`, `repository ${requested}`);
}
