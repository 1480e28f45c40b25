import { createFakeGitHub, type FakeGitHub, type JournalEntry } from "@ghsync/testing";

/** The repository of every case, and its pull requests: faults hit the target, the others are there to stay right. */
export const fullName = "acme/api";
export const target = 13;
export const others: readonly number[] = [12, 14];
/** Plain issues, which have the numbers before. */
const issues = Array.from({ length: 11 }, (_, index) => index + 1);

const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** All that hangs on a pull request once, or each list one row longer than its first page. */
export type WorldName = "all-kinds" | "long-lists";

/** What happened at GitHub, in two parts. */
export interface SweepWorld {
  /** GitHub's id of the repository. */
  readonly githubId: number;
  readonly before: readonly JournalEntry[];
  /** A change of every list and field of the target, and a small one of another pull request. */
  readonly change: readonly JournalEntry[];
}

const worlds = new Map<WorldName, Promise<SweepWorld>>();

/** A world as journals, to be replayed by {@link startWorld}. Built once a process. */
export function sweepWorld(name: WorldName): Promise<SweepWorld> {
  const world = worlds.get(name) ?? buildWorld(name);
  worlds.set(name, world);
  return world;
}

/** A GitHub where the first part of a world has happened, an hour ago. */
export function startWorld({ before }: SweepWorld): FakeGitHub {
  const github = createFakeGitHub();
  happen(github, before);
  return github;
}

/** Lets these things happen, and an hour pass, so that nothing is too young to be trusted. */
export function happen(github: FakeGitHub, entries: readonly JournalEntry[]): void {
  github.replay(entries);
  github.clock.advance(hourMs);
}

async function buildWorld(name: WorldName): Promise<SweepWorld> {
  const github = createFakeGitHub();
  const { truth, clock, journal } = github;
  const githubId = truth.createRepository({
    fullName,
    ownerType: "Organization",
    members: ["grace"],
  });
  truth.createTeam({ organization: "acme", slug: "core", name: "Core" });
  truth.createTeam({ organization: "acme", slug: "docs", name: "Docs" });
  truth.createLabel({ repository: fullName, name: "bug", color: "ff0000", description: "Wrong" });
  truth.createMilestone({ repository: fullName, title: "v1", dueOn: "2026-03-01T08:00:00Z" });
  truth.createMilestone({ repository: fullName, title: "v2", dueOn: "2026-06-01T08:00:00Z" });
  for (const number of issues) {
    truth.openIssue({ repository: fullName, actor: "ada", title: `Failure ${number}` });
  }
  for (const number of [12, 13, 14]) {
    const closes = name === "long-lists" && number === target ? issues : [1];
    await openPullRequest(github, number, closes);
  }
  if (name === "long-lists") lengthen(github);
  const count = journal.length;
  clock.advance(dayMs);
  changeAll(github);
  return { githubId, before: journal.slice(0, count), change: journal.slice(count) };
}

async function openPullRequest(
  github: FakeGitHub,
  number: number,
  closes: readonly number[],
): Promise<void> {
  const { truth, clock } = github;
  const at = { repository: fullName, number };
  const date = "2025-12-24T10:00:00Z";
  truth.openPullRequest({
    repository: fullName,
    actor: "ada",
    title: `Change ${number}`,
    body: "Why it is needed",
    fork: "ada/api",
    labels: ["bug", "docs"],
    assignees: ["grace"],
    closes,
    commits: [
      { message: "First", author: { login: "ada", date }, committer: { login: "bob" } },
      { message: "Second", author: { login: null, name: "Someone" } },
    ],
    files: [
      { path: "a.ts", additions: 3, deletions: 2 },
      { path: "b.ts", status: "added", additions: 5, deletions: 1 },
    ],
  });
  clock.advance(1000);
  truth.setMilestone({ ...at, milestone: 1 });
  truth.requestReview({ ...at, reviewers: ["heidi"], teams: ["acme/core"] });
  const comments = [
    { path: "a.ts", line: 5, startLine: 3, body: "Both lines" },
    { path: "b.ts", body: "The whole file" },
  ];
  truth.submitReview({ ...at, actor: "bob", state: "APPROVED", body: "Good", comments });
  clock.advance(1000);
  truth.submitReview({ ...at, actor: "carol", state: "CHANGES_REQUESTED", body: "Not yet" });
  const [comment = 0] = await reviewCommentIds(github, number);
  truth.replyToThread({ repository: fullName, comment, actor: "ada", body: "Done" });
  clock.advance(1000);
  truth.comment({ ...at, actor: "dependabot[bot]", body: "Up to date" });
  truth.comment({ ...at, actor: "carol", body: "Thanks" });
  clock.advance(1000);
}

async function reviewCommentIds(github: FakeGitHub, number: number): Promise<readonly number[]> {
  const path = `/repos/${fullName}/pulls/${number}/comments?per_page=100`;
  const response = await github.fetch(`https://api.github.com${path}`);
  return ((await response.json()) as { id: number }[]).map(({ id }) => id);
}

/** Makes each list of the target a row longer than the first page that the hydration query asks for. */
function lengthen({ truth, clock }: FakeGitHub): void {
  const at = { repository: fullName, number: target };
  const names = (count: number, word: string) =>
    Array.from({ length: count }, (_, index) => `${word}-${String(index).padStart(3, "0")}`);
  truth.addLabels({ ...at, labels: names(20, "label") });
  truth.assign({ ...at, assignees: names(11, "assignee") });
  truth.requestReview({ ...at, reviewers: names(11, "reviewer") });
  for (const body of names(30, "comment")) {
    truth.submitReview({ ...at, actor: "bob", body });
    truth.comment({ ...at, actor: "carol", body });
    truth.comment({ ...at, actor: "bob", body });
  }
  const comments = names(6, "file").map((path) => ({ path, line: 1, body: path }));
  truth.submitReview({ ...at, actor: "bob", comments });
  const commits = names(50, "commit").map((message) => ({ message }));
  const files = names(101, "file").map((path) => ({ path }));
  truth.pushCommits({ ...at, commits, files });
  clock.advance(1000);
}

function changeAll({ truth, clock }: FakeGitHub): void {
  const at = { repository: fullName, number: target };
  truth.editPullRequest({ ...at, title: "Another title", body: "Another reason" });
  truth.addLabels({ ...at, labels: ["changed"] });
  truth.assign({ ...at, assignees: ["dan"] });
  truth.setMilestone({ ...at, milestone: 2 });
  truth.requestReview({ ...at, reviewers: ["erin"], teams: ["acme/docs"] });
  clock.advance(1000);
  truth.pushCommits({
    ...at,
    commits: [{ message: "Third", author: { login: "ada" } }],
    files: [{ path: "c.ts", additions: 7 }],
  });
  const comments = [{ path: "c.ts", line: 9, startLine: 8, body: "Here too" }];
  truth.submitReview({ ...at, actor: "bob", state: "COMMENTED", body: "Again", comments });
  truth.comment({ ...at, actor: "carol", body: "One more" });
  clock.advance(1000);
  truth.mergePullRequest({ ...at, actor: "grace" });
  clock.advance(1000);
  truth.editPullRequest({ repository: fullName, number: 14, title: "Another title, too" });
  truth.comment({ repository: fullName, number: 14, actor: "bob", body: "Merged that one" });
}
