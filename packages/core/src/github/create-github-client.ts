import type { TrackedRepository } from "../ports/repository.ts";
import type { TokenDecryptor } from "../ports/token-decryptor.ts";
import type { GitHubClient } from "./github-client.ts";
import type { GitHubClientOptions } from "./github-client-options.ts";
import { openGitHubClient } from "./open-github-client.ts";

/**
 * Builds the client of one tracked repository's credential. The decryptor is asked now, again once the credential has
 * expired, and once for a request whose token GitHub refuses (401).
 *
 * @throws GhsyncError `config_invalid` for a malformed name or a bad option, `token_undecryptable` if the decryptor throws, or its own
 * error if that is a retryable `GhsyncError`
 * @example
 * const client = await createGitHubClient(repository, decryptor, { baseUrl: "https://ghe.example.com/api/v3" });
 */
export function createGitHubClient(
  repository: TrackedRepository,
  decryptor: TokenDecryptor,
  options: GitHubClientOptions = {},
): Promise<GitHubClient> {
  return openGitHubClient(repository, decryptor, options);
}
