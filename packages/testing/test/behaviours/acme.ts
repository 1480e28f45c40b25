import { createFakeGitHub, type FakeGitHub, type FakeGitHubOptions } from "@ghsync/testing";
import { rest } from "../ask.ts";

export const repository = "acme/api";
export const API = "/repos/acme/api";
export const MINUTE_MS = 60_000;

/** A GitHub with `acme/api` in it, which grace may write to. */
export function acme(options: FakeGitHubOptions = {}): FakeGitHub {
  const github = createFakeGitHub(options);
  github.truth.createRepository({ fullName: repository, members: ["grace"] });
  return github;
}

/** Opens this many pull requests, a minute apart, and returns the first one's target. */
export function openPulls(github: FakeGitHub, count = 1) {
  const numbers = Array.from({ length: count }, (_, index) => {
    const number = github.truth.openPullRequest({ repository, actor: "ada", title: `#${index}` });
    github.clock.advance(MINUTE_MS);
    return number;
  });
  return { repository, number: numbers[0] ?? 0 };
}

/** A review comment in a thread of its own; returns its id. */
export async function commentOnCode(github: FakeGitHub, target: ReturnType<typeof openPulls>) {
  const comments = [{ path: "a.ts", line: 3, body: "Why?" }];
  github.truth.submitReview({ ...target, actor: "grace", comments });
  const { body } = await rest(github, `${API}/pulls/${target.number}/comments`);
  return Number(body.at(-1).id);
}

/** The numbers in a REST list. */
export async function numbersIn(github: FakeGitHub, path: string): Promise<number[]> {
  const { body } = await rest(github, path.startsWith("http") ? path : API + path);
  return body.map(({ number }: { number: number }) => number);
}

/** Both clocks of a pull request. */
export async function clocksOf(github: FakeGitHub, number = 1) {
  const issue = await rest(github, `${API}/issues/${number}`);
  const pull = await rest(github, `${API}/pulls/${number}`);
  return { issue: String(issue.body.updated_at), pull: String(pull.body.updated_at) };
}
