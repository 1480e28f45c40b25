import { createFakeGitHub, generateRepository } from "@ghsync/testing";

/** The demo's repository. */
export const demoRepository = "octo-org/rocket";

/** A GitHub of our own with 60 pull requests, for a start without a token. */
export async function startDemoGitHub(): Promise<{ url: string; close(): Promise<void> }> {
  const github = createFakeGitHub();
  generateRepository(github, { fullName: demoRepository, pullRequests: 60, seed: 1 });
  return github.listen();
}
