import type { GitHubClient, RequestOptions } from "../github/client.ts";
import {
  nameInAddress,
  repositoryIdOf,
  resolveIdentity,
  wrongSubject,
} from "../github/identity.ts";
import { isRepositoryName } from "../github/repository-name.ts";
import { isGhsyncError } from "../model/ghsync-error.ts";
import type { StreamTarget } from "./change-stream.ts";

/** Fields of a row that hold an API address with the repository's name. */
const addresses = ["url", "repository_url", "issue_url", "pull_request_url"] as const;

/**
 * Creates a check that refuses rows of another repository, which a proxy or a cache may return.
 *
 * A pull request's row has the repository's id. Other rows have its name in their addresses. The
 * check asks GitHub about an unknown name, because a repository may be renamed.
 *
 * @returns a function that throws `response_invalid` if a row is of another repository
 */
export function createRowCheck(
  client: GitHubClient,
  { githubId, fullName }: StreamTarget,
  { signal }: RequestOptions,
): (rows: readonly unknown[]) => Promise<void> {
  const wanted = `repository ${githubId}`;
  const own = new Set<string>();
  return async (rows) => {
    const names = new Set<string>();
    for (const row of rows) {
      const id = repositoryIdOf(row);
      if (id !== undefined && id !== githubId) throw wrongSubject(`repository ${id}`, wanted);
      if (id === undefined) for (const name of namesIn(row)) names.add(name);
    }
    if (fullName === undefined) return;
    own.add(fullName.toLowerCase());
    for (const name of names) {
      if (own.has(name)) continue;
      if (!(await isNameOf(client, name, githubId, signal))) throw wrongSubject(name, wanted);
      own.add(name);
    }
  };
}

function namesIn(row: unknown): readonly string[] {
  const fields = (row ?? {}) as Readonly<Record<string, unknown>>;
  return addresses.flatMap((field) => nameInAddress(fields[field]) ?? []);
}

/** Asks GitHub whether the repository has this name, or had it. */
async function isNameOf(
  client: GitHubClient,
  name: string,
  githubId: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (!isRepositoryName(name)) return false;
  try {
    const { identity } = await resolveIdentity(client, name, { signal });
    return identity.githubId === githubId;
  } catch (error) {
    const isRefused =
      isGhsyncError(error) && ["repository_gone", "access_denied"].includes(error.code);
    if (isRefused) return false;
    throw error;
  }
}
