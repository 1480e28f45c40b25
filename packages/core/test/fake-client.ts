import { createGitHubClient, type GitHubClient, type GitHubClientOptions } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";

/** A client of the repository `acme/api`, by FakeGitHub's clock; it never waits between tries. */
export function createFakeClient(
  github: Pick<FakeGitHub, "clock" | "fetch">,
  options: GitHubClientOptions = {},
): Promise<GitHubClient> {
  return createGitHubClient(
    {
      id: "1",
      tenantId: null,
      fullName: "acme/api",
      githubId: null,
      nodeId: null,
      active: true,
      encryptedToken: null,
    },
    { decrypt: async () => ({ credentialId: "user:1", token: "secret" }) },
    {
      fetch: github.fetch,
      now: () => github.clock.now(),
      sleep: async () => undefined,
      random: () => 0,
      ...options,
    },
  );
}
