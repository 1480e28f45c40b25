import type { SyncOptions } from "@ghsync/core";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";

/** The demo's repository. */
export const demoRepository = "octo-org/rocket";

/** A GitHub of our own with 60 pull requests, for a start without a token. Its address is the same at each start: what is stored stays with it. */
export function createDemoGitHub(): SyncOptions["github"] {
  const github = createFakeGitHub();
  generateRepository(github, { fullName: demoRepository, pullRequests: 60, seed: 1 });
  return { baseUrl: "http://github.localhost", fetch: github.fetch };
}
