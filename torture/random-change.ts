import type { FakeGitHub } from "@ghsync/testing";
import type { Random } from "./random.ts";

/** What the changes of a history have made so far, as far as further changes build on it. */
export interface Made {
  readonly repository: string;
  readonly pullRequests: number[];
  readonly issues: number[];
  readonly reviews: { readonly number: number; readonly review: number }[];
  readonly comments: { readonly number: number; readonly comment: number }[];
  readonly states: Map<number, "open" | "closed" | "merged">;
}

const people = ["mona", "hubot", "octocat"];
const logins = [...people, "dependabot[bot]"];
const labels = ["bug", "feature", "docs", "chore"];

/** Changes the truth once, by a verb that leaves a stamp on some list. Each draws the same from the same seed. */
export function changeOnce({ truth }: FakeGitHub, made: Made, random: Random): void {
  const { repository } = made;
  const actor = random.pick(logins);
  const text = () => `text ${random.integer(1, 1_000_000)}`;
  if (made.pullRequests.length === 0 || random.chance(0.12)) {
    const opened = truth.openPullRequest({ repository, actor, title: text() });
    made.pullRequests.push(opened);
    made.states.set(opened, "open");
    return;
  }
  // Most changes meet the same few pull requests: that is where races are.
  const recent = made.pullRequests.slice(-4);
  const number = random.pick(random.chance(0.6) ? recent : made.pullRequests);
  const target = { repository, number };
  const state = made.states.get(number);
  const review = random.pick(made.reviews);
  const comment = random.pick(made.comments);
  const verbs: readonly (() => unknown)[] = [
    () => truth.editPullRequest({ ...target, title: text() }),
    () => truth.editPullRequest({ ...target, body: text() }),
    () => truth.pushCommits({ ...target, commits: [{ message: text() }], files: [file(random)] }),
    () =>
      truth.pushCommits({
        ...target,
        commits: [{ message: text() }],
        files: [file(random)],
        forced: true,
      }),
    () => {
      const comments = random.chance(0.5) ? [{ path: "src/a.ts", line: 1, body: text() }] : [];
      const state = random.pick(["APPROVED", "CHANGES_REQUESTED", "COMMENTED"] as const);
      const body = text();
      const id = truth.submitReview({ ...target, actor, state, body, comments });
      made.reviews.push({ number, review: id });
    },
    () => review && truth.dismissReview({ repository, ...review }),
    () => {
      const id = truth.comment({ ...target, actor, body: text() });
      made.comments.push({ number, comment: id });
    },
    () => comment && truth.editComment({ repository, ...comment, body: text() }),
    () => truth.addLabels({ ...target, labels: [random.pick(labels)] }),
    () => truth.assign({ ...target, assignees: [random.pick(people)] }),
    () => truth.requestReview({ ...target, reviewers: [actor] }),
    () => truth.convertToDraft(target),
    () => truth.markReadyForReview(target),
    () => {
      if (state === "merged") return;
      if (state === "open") truth.closePullRequest({ ...target, actor });
      else truth.reopenPullRequest(target);
      made.states.set(number, state === "open" ? "closed" : "open");
    },
    () => {
      if (state !== "open" || !random.chance(0.3)) return;
      truth.mergePullRequest({ ...target, actor });
      made.states.set(number, "merged");
    },
    () => made.issues.push(truth.openIssue({ repository, actor, title: text() })),
    () => {
      const issue = random.pick(made.issues);
      if (issue !== undefined) truth.comment({ repository, number: issue, actor, body: text() });
    },
  ];
  random.pick(verbs)();
}

function file(random: Random) {
  const path = random.pick(["src/a.ts", "src/b.ts", "README.md", "test/c.ts"]);
  return { path, status: "modified" as const, additions: random.integer(0, 9), deletions: 1 };
}
