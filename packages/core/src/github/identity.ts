import { GhsyncError } from "../model/ghsync-error.ts";
import type { GitHubClient, RequestOptions } from "./client.ts";
import { isRepositoryName, parseRepositoryName } from "./repository-name.ts";
import { isGiven } from "./shape.ts";

/** What stays of a repository when it is renamed or transferred, and its present name. */
export interface RepositoryIdentity {
  readonly githubId: number;
  readonly nodeId: string;
  /** `owner/name`. */
  readonly fullName: string;
}

/**
 * Asks GitHub who a name belongs to, following renames. Everything else is then asked by id, so that a name which passes to
 * another repository cannot mix two.
 * @throws GhsyncError `response_invalid` if the answer is no repository with an id and a name of the form `owner/name`
 */
export async function resolveIdentity(
  client: GitHubClient,
  fullName: string,
  options: RequestOptions = {},
): Promise<{ identity: RepositoryIdentity; date: Date }> {
  const { owner, name } = parseRepositoryName(fullName);
  return readIdentity(client, `/repos/${owner}/${name}`, fullName, options);
}

/**
 * Asks GitHub for a repository by its id, so that a name which passed to another one cannot mislead.
 * @throws GhsyncError `response_invalid` if the answer is about another repository, or about none
 */
export async function confirmIdentity(
  client: GitHubClient,
  githubId: number,
  options: RequestOptions = {},
): Promise<{ identity: RepositoryIdentity; date: Date }> {
  const wanted = `repository ${githubId}`;
  const answer = await readIdentity(client, `/repositories/${githubId}`, wanted, options);
  const { identity } = answer;
  if (identity.githubId !== githubId) throw notAnswered(wanted, `repository ${identity.githubId}`);
  return answer;
}

async function readIdentity(
  client: GitHubClient,
  path: string,
  wanted: string,
  { signal }: RequestOptions,
): Promise<{ identity: RepositoryIdentity; date: Date }> {
  const { data, date } = await client.get<{ id?: unknown; node_id?: unknown; full_name?: unknown }>(
    path,
    { signal },
  );
  const { id, node_id: nodeId, full_name: fullName } = data;
  // A name of another shape could be another repository's key in the host's store.
  const isNamed = isRepositoryName(fullName);
  if (!isId(id) || !isGiven(nodeId) || !isNamed) {
    throw notAnswered(wanted, "not a repository");
  }
  return { identity: { githubId: id, nodeId, fullName }, date };
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function notAnswered(wanted: string, got: string): GhsyncError {
  const message = `GitHub's answer for ${wanted} is ${got}: check baseUrl, and any proxy before GitHub.`;
  return new GhsyncError("response_invalid", message, { userActionable: true });
}

/** The id of the repository that a pull request's row belongs to; `undefined` where the row does not say. */
export function repositoryIdOf(row: unknown): number | undefined {
  const { base } = (row ?? {}) as { base?: { repo?: { id?: unknown } | null } | null };
  const id = base?.repo?.id;
  return typeof id === "number" ? id : undefined;
}

/** The repository's name in an address of the API, in lower case; `undefined` where there is none. */
export function nameInAddress(address: unknown): string | undefined {
  if (typeof address !== "string") return undefined;
  return /\/repos\/([^/]+\/[^/?#]+)/.exec(address)?.[1]?.toLowerCase();
}

/** A repository to ask GitHub for, by the ids that outlive its name: REST's and GraphQL's. */
export type RepositoryTarget = Pick<RepositoryIdentity, "githubId" | "nodeId">;

/** The error of an answer that is about something else than what was asked for. */
export function aboutAnother(answered: string, asked: string): GhsyncError {
  const message = `GitHub's answer is about ${answered}, where ${asked} was asked for; nothing of it was used.`;
  return new GhsyncError("response_invalid", message);
}

/**
 * Refuses an answer of GraphQL's that is about another repository than the one that was asked for.
 *
 * @param answered GitHub's `databaseId`. GitHub shows none of a young repository, since the field has 32 bits: that is no evidence
 * @throws GhsyncError `response_invalid` if it is another number
 */
export function refuseAnotherRepository(answered: unknown, asked: number): void {
  if (typeof answered !== "number" || answered === asked) return;
  throw aboutAnother(`repository ${answered}`, `repository ${asked}`);
}
