import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";

/** A GitHub with a pull request that has something of everything. */
export function eventfulPullRequest(): { readonly github: FakeGitHub; readonly number: number } {
  const github = createFakeGitHub();
  const { truth } = github;
  const repository = "acme/api";
  truth.createRepository({ fullName: repository, members: ["grace"], description: "Doors" });
  truth.createTeam({ organization: "acme", slug: "core" });
  truth.createMilestone({ repository, title: "v1", dueOn: "2026-02-01T00:00:00Z" });
  const number = truth.openPullRequest({
    repository,
    actor: "ada",
    title: "Add a page",
    body: "Opens outwards.",
    labels: ["bug"],
    assignees: ["grace"],
    fork: "ada/api",
  });
  truth.setMilestone({ repository, number, milestone: 1 });
  truth.requestReview({ repository, number, reviewers: ["grace"], teams: ["acme/core"] });
  truth.comment({ repository, number, actor: "grace", body: "Nice" });
  const comments = [{ path: "src/change-1.ts", line: 1, body: "Why?" }];
  truth.submitReview({ repository, number, actor: "linus", state: "COMMENTED", comments });
  truth.reportCheck({ repository, number, name: "test", conclusion: "success" });
  return { github, number };
}
