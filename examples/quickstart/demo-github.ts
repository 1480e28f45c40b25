import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";
import { lastLine, UsageError } from "./usage-error.ts";

const hourMs = 3_600_000;

/** The demo's repository. */
export const demoRepository = "octo-org/rocket";

/**
 * A GitHub of our own with 300 pull requests: always the same ones, and then whatever former starts did to them, which
 * is kept in a file.
 */
export function openDemoGitHub(journalFile: string): FakeGitHub {
  const github = createFakeGitHub();
  const until = new Date(github.clock.now().getTime() - 24 * hourMs);
  generateRepository(github, { fullName: demoRepository, pullRequests: 300, seed: 1, until });
  if (existsSync(journalFile)) {
    try {
      github.replay(JSON.parse(readFileSync(journalFile, "utf8")));
    } catch (error) {
      const advice = "delete it, and the demo starts over";
      throw new UsageError(`${journalFile} can't be read (${lastLine(error)}): ${advice}.`);
    }
    github.clock.advance(hourMs);
  }
  return github;
}

/** Changes five pull requests, and keeps the change before anybody reads it. */
export function changeFive(
  { truth, clock, journal }: FakeGitHub,
  openNumbers: readonly number[],
  journalFile: string,
): void {
  const repository = demoRepository;
  clock.advance(hourMs);
  const actor = "mona";
  const edits: readonly ((number: number) => unknown)[] = [
    (number) => truth.mergePullRequest({ repository, number, actor }),
    (number) => truth.closePullRequest({ repository, number, actor }),
    (number) => truth.submitReview({ repository, number, actor, state: "APPROVED", body: "Nice." }),
    (number) =>
      truth.editPullRequest({
        repository,
        number,
        title: `Renamed at ${clock.now().toISOString()}`,
      }),
    (number) => truth.comment({ repository, number, actor, body: "What about the tests?" }),
  ];
  for (const [index, edit] of edits.entries()) {
    edit(openNumbers[index] ?? truth.openPullRequest({ repository, actor, title: "One more" }));
  }
  clock.advance(hourMs);
  writeFileSync(`${journalFile}.new`, JSON.stringify(journal));
  renameSync(`${journalFile}.new`, journalFile);
}
