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
  const { data, date } = await client.get<{ id?: unknown; node_id?: unknown; full_name?: unknown }>(
    `/repos/${owner}/${name}`,
    options,
  );
  const { id, node_id: nodeId, full_name: present } = data;
  if (!Number.isSafeInteger(id) || typeof nodeId !== "string" || typeof present !== "string") {
    const message = `GitHub's answer for ${fullName} is not a repository: check baseUrl.`;
    throw new GhsyncError("response_invalid", message, { userActionable: true });
  }
  return { identity: { githubId: id as number, nodeId, fullName: present }, date };
}
