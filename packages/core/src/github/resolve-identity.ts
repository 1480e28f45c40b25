import { GhsyncError } from "../errors/ghsync-error.ts";
import type { GitHubClient, RequestOptions } from "./github-client.ts";
import { parseRepositoryName } from "./repository-name.ts";

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
 */
export async function resolveIdentity(
  client: GitHubClient,
  fullName: string,
  options: RequestOptions = {},
): Promise<{ identity: RepositoryIdentity; date: Date }> {
  const { owner, name } = parseRepositoryName(fullName);
  return readIdentity(client, `/repos/${owner}/${name}`, fullName, options);
}

/** Asks GitHub for a repository by its id, so that a name which passed to another one cannot mislead. */
export function confirmIdentity(
  client: GitHubClient,
  githubId: number,
  options: RequestOptions = {},
): Promise<{ identity: RepositoryIdentity; date: Date }> {
  return readIdentity(client, `/repositories/${githubId}`, `repository ${githubId}`, options);
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
  if (!Number.isSafeInteger(id) || typeof nodeId !== "string" || typeof fullName !== "string") {
    const message = `GitHub's answer for ${wanted} is not a repository: check baseUrl.`;
    throw new GhsyncError("response_invalid", message, { userActionable: true });
  }
  return { identity: { githubId: id as number, nodeId, fullName }, date };
}
