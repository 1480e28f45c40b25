import type { SyncOptions } from "@ghsync/core";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";

/** A GitHub in memory with 30 pull requests, for a first try without a token. */
export function demoGitHub(fullName: string): NonNullable<SyncOptions["github"]> {
  const github = createFakeGitHub();
  const until = new Date(github.clock.now().getTime() - 86_400_000);
  generateRepository(github, { fullName, pullRequests: 30, seed: 1, until });
  return { baseUrl: "http://github.localhost", fetch: github.fetch };
}
