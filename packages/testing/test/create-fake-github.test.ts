import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { rest } from "./ask.ts";

test("an injected clock gives every stamp, truncated to whole seconds", async () => {
  const github = createFakeGitHub({ now: () => new Date("2026-03-01T08:00:00.987Z") });
  github.truth.createRepository({ fullName: "acme/api" });
  github.truth.openIssue({ repository: "acme/api", actor: "ada", title: "Door" });
  const { body, headers } = await rest(github, "/repos/acme/api/issues/1");
  expect(body.created_at).toBe("2026-03-01T08:00:00Z");
  expect(headers.get("date")).toBe("Sun, 01 Mar 2026 08:00:00 GMT");
  expect(() => github.clock.advance(1)).toThrow("given `now`");
});

test("a replayed journal gives the same truth, ids and stamps included", async () => {
  const original = createFakeGitHub();
  const { truth, clock } = original;
  truth.createRepository({ fullName: "acme/api", members: ["grace"] });
  const number = truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "Door" });
  clock.advance(61_500);
  const review = truth.submitReview({
    repository: "acme/api",
    number,
    actor: "grace",
    state: "CHANGES_REQUESTED",
    comments: [{ path: "src/change-1.ts", line: 1, body: "Why?" }],
  });
  clock.advance(1_000);
  truth.dismissReview({ repository: "acme/api", number, review });
  truth.pushCommits({ repository: "acme/api", number, commits: [{ message: "More" }] });
  truth.mergePullRequest({ repository: "acme/api", number, actor: "grace" });

  const continued = createFakeGitHub();
  continued.replay(JSON.parse(JSON.stringify(original.journal)));
  expect(continued.journal).toEqual(original.journal);
  expect(continued.clock.now()).toEqual(new Date("2026-01-05T12:01:02Z"));
  for (const path of ["/pulls/1", "/pulls/1/reviews", "/pulls/1/comments", "/pulls/1/commits"]) {
    const expected = await rest(original, `/repos/acme/api${path}`);
    const actual = await rest(continued, `/repos/acme/api${path}`);
    expect(actual.body).toEqual(expected.body);
  }
});

test("an intercepted request is answered in GitHub's place and is in the ledger", async () => {
  const github = createFakeGitHub();
  const off = github.intercept(({ path }) =>
    path === "/rate_limit" ? new Response("oops", { status: 502 }) : undefined,
  );
  const ask = () => github.fetch("https://api.github.com/rate_limit");
  expect((await ask()).status).toBe(502);
  off();
  expect((await ask()).status).toBe(200);
  expect(github.ledger.summary()).toMatchObject({ requests: 2, failed: 1 });
});

test("an intercepted request can fail like a broken connection", async () => {
  const github = createFakeGitHub();
  github.intercept(() => "reset");
  await expect(github.fetch("https://api.github.com/rate_limit")).rejects.toThrow(TypeError);
  expect(github.ledger.entries).toMatchObject([{ status: 0, path: "/rate_limit" }]);
});
