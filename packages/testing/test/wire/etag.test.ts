import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";
import { expect, test } from "vitest";
import { rest } from "../ask.ts";

const repository = "acme/api";
const PATHS = [
  "",
  "/pulls?state=all&per_page=100",
  "/pulls?state=all&per_page=5&page=2",
  "/issues?state=all&per_page=100",
  "/issues/comments?per_page=100",
  "/pulls/comments?per_page=100",
  "/pulls/1",
  "/pulls/1/reviews",
  "/pulls/1/files",
];

/** One verb a step, among them some that no answer shows, or only some of them. */
const STEPS: readonly ((github: FakeGitHub) => unknown)[] = [
  ({ clock }) => clock.advance(60_000),
  ({ truth }) => truth.createUser({ login: "nobody" }),
  ({ truth }) => truth.createLabel({ repository, name: "unused" }),
  ({ truth }) => truth.editPullRequest({ repository, number: 1, title: "Another title" }),
  ({ truth }) => truth.editPullRequest({ repository, number: 1, title: "Another title" }),
  ({ truth }) => truth.comment({ repository, number: 2, actor: "ada", body: "\u0001part 0" }),
  ({ truth }) => truth.openIssue({ repository, actor: "ada", title: "One more" }),
  ({ truth }) => truth.submitReview({ repository, number: 1, actor: "ada", state: "APPROVED" }),
  ({ truth }) => truth.editLabel({ repository, label: "bug", name: "defect" }),
  ({ truth }) => truth.deleteUser({ login: "grace" }),
  ({ truth }) => truth.renameRepository({ repository, fullName: "acme/core" }),
];

test("an entity tag changes exactly when the body does", async () => {
  const github = createFakeGitHub();
  const options = { fullName: repository, pullRequests: 40, plainIssues: 0 };
  const { id } = generateRepository(github, options);
  const seen = new Map<string, Map<string, string>>(PATHS.map((path) => [path, new Map()]));
  for (const step of [() => undefined, ...STEPS]) {
    step(github);
    for (const [path, tags] of seen) {
      const { status, headers, body } = await rest(github, `/repositories/${id}${path}`);
      expect(status).toBe(200);
      const etag = headers.get("etag") ?? "";
      const text = JSON.stringify(body);
      expect(tags.get(text) ?? etag, path).toBe(etag);
      tags.set(text, etag);
    }
  }
  for (const [path, tags] of seen) {
    expect(new Set(tags.values()).size, path).toBe(tags.size);
  }
  expect(seen.get("/pulls?state=all&per_page=100")?.size).toBeGreaterThan(5);
  expect(seen.get("/pulls/1/files")?.size).toBe(2);
});
