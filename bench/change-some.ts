import type { FakeGitHub } from "@ghsync/testing";

/** Changes this many pull requests, each once and each in another way than the one before; newest first. */
export function changeSome(
  { truth, clock }: FakeGitHub,
  repository: string,
  numbers: readonly number[],
): void {
  const actor = "mona";
  for (const [index, number] of numbers.entries()) {
    const target = { repository, number };
    const ways: readonly (() => unknown)[] = [
      () => truth.editPullRequest({ ...target, title: `Title ${index}` }),
      () => truth.comment({ ...target, actor, body: "A comment." }),
      () => truth.submitReview({ ...target, actor, state: "APPROVED", body: "Good." }),
      () => truth.addLabels({ ...target, labels: ["bench"] }),
      () => truth.pushCommits({ ...target, actor, commits: [{ message: "A commit." }] }),
    ];
    ways[index % ways.length]?.();
    clock.advance(1000);
  }
}
