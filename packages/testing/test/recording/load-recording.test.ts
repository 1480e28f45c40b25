import { createFakeGitHub, loadRecording } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";

const user = { login: "ada", id: 7, node_id: "U_ada", type: "User" };
const bot = { login: "codecov[bot]", id: 8, node_id: "BOT_codecov", type: "Bot" };
const stamps = { created_at: "2020-01-01T00:00:00Z", updated_at: "2020-01-02T00:00:00Z" };
const repo = { id: 99, node_id: "R_99", full_name: "acme/api", owner: user, default_branch: "dev" };
const common = { ...stamps, user, body: "Text", state: "closed", closed_at: stamps.updated_at };

const pull = {
  ...common,
  id: 501,
  node_id: "PR_501",
  number: 2,
  title: "Door",
  merged_at: "2020-01-02T00:00:00Z",
  merge_commit_sha: "cafe",
  head: { ref: "door", sha: "f00d", user, repo: null },
  base: { ref: "dev", sha: "beef", user, repo },
};

const comment = {
  ...stamps,
  user,
  body: "Why?",
  path: "door.ts",
  diff_hunk: "@@ -1,2 +1,3 @@\n-old\n+new\n+newer",
  commit_id: "f00d",
  original_commit_id: "f00d",
  line: 3,
};

const who = { name: "Ada", email: "ada@example.com", date: "2020-01-01T00:00:00Z" };

const recording = {
  source: "made up",
  repository: "acme/api",
  pulls: [pull],
  issues: [{ ...common, id: 401, node_id: "I_401", number: 1, title: "No door" }],
  reviews: {
    2: [
      {
        id: 601,
        node_id: "PRR_601",
        user,
        body: "",
        state: "APPROVED",
        submitted_at: stamps.created_at,
        commit_id: "f00d",
      },
    ],
  },
  reviewComments: {
    2: [
      { ...comment, id: 701, node_id: "PRRC_701", pull_request_review_id: 601 },
      { ...comment, id: 702, node_id: "PRRC_702", in_reply_to_id: 701, pull_request_review_id: 9 },
    ],
  },
  issueComments: {
    1: [{ ...stamps, id: 801, node_id: "IC_801", user: bot, body: "On the issue" }],
    2: [{ ...stamps, id: 802, node_id: "IC_802", user: null, body: "On the pull request" }],
  },
  commits: {
    2: [
      {
        sha: "f00d",
        node_id: "C_f00d",
        commit: { author: who, committer: who, message: "Open", tree: { sha: "7ree" } },
        author: user,
        committer: null,
        parents: [{ sha: "beef" }],
      },
    ],
  },
};

test("a recording is served as it was recorded", async () => {
  const github = createFakeGitHub();
  const { repository } = loadRecording(github, recording);
  expect(repository).toEqual({
    id: 99,
    nodeId: "R_99",
    fullName: "acme/api",
    pullRequests: [2],
    plainIssues: [1],
  });
  const body = async (path: string) => (await rest(github, `/repos/acme/api${path}`)).body;
  expect(await body("/pulls/2")).toMatchObject({
    id: 501,
    node_id: "PR_501",
    updated_at: "2020-01-02T00:00:00Z",
    merge_commit_sha: "cafe",
    head: { sha: "f00d", repo: null },
    base: { repo: { default_branch: "dev" } },
    merged: true,
  });
  expect(await body("/issues/1")).toMatchObject({ id: 401, title: "No door" });
  expect(await body("/pulls/2/reviews")).toMatchObject([{ id: 601, state: "APPROVED" }]);
  expect(await body("/pulls/2/commits")).toMatchObject([{ sha: "f00d", committer: null }]);
  expect(await body("/issues/comments")).toMatchObject([
    { id: 801, user: { login: "codecov[bot]" } },
    { id: 802, user: null },
  ]);
});

test("what a recording lacks is derived once, for both views, and reported", async () => {
  const github = createFakeGitHub();
  const { derived } = loadRecording(github, recording);
  expect(derived.join("\n")).toContain("1 pull requests have no issue row");
  const single = (await rest(github, "/repos/acme/api/pulls/2")).body;
  expect(single).toMatchObject({ additions: 2, deletions: 1, changed_files: 1 });
  const { body } = await graphql(
    github,
    `{ repository(owner: "acme", name: "api") { pullRequest(number: 2) { additions deletions
         mergeCommit { oid } reviewThreads(first: 5) { nodes { comments { totalCount } } } } } }`,
  );
  expect(body.data.repository.pullRequest).toEqual({
    additions: 2,
    deletions: 1,
    mergeCommit: { oid: "cafe" },
    reviewThreads: { nodes: [{ comments: { totalCount: 2 } }] },
  });
});

test("what happens after a recording gets ids of its own", async () => {
  const github = createFakeGitHub();
  loadRecording(github, recording);
  const opening = { repository: "acme/api", actor: "ada", title: "Gate" };
  expect(github.truth.openPullRequest(opening)).toBe(3);
  const pulls = (await rest(github, "/repos/acme/api/pulls?state=all")).body;
  expect(new Set(pulls.map(({ id }: { id: number }) => id)).size).toBe(2);
});

test("a malformed recording is refused with the place where it is wrong", () => {
  const load = (json: unknown) => () => loadRecording(createFakeGitHub(), json);
  expect(load(null)).toThrow("This is not a recording of GitHub: It must be an object.");
  expect(load({ ...recording, repository: "api" })).toThrow('must be "owner/name", not "api"');
  expect(load({ ...recording, pulls: {} })).toThrow('"pulls" must be a list');
  expect(load({ ...recording, pulls: [{ ...pull, head: undefined }] })).toThrow(
    '"pulls[0]" lacks head',
  );
  expect(load({ ...recording, commits: { x: [] } })).toThrow('keyed by numbers, not by "x"');
  expect(load({ ...recording, reviews: { 2: [7] } })).toThrow('"reviews.2[0]" must be an object');
});

test("rows that contradict each other, or belong to nothing, are reported", () => {
  const issue = { ...common, id: 402, node_id: "PR_501", number: 2, title: "Gate" };
  const { derived } = loadRecording(createFakeGitHub(), {
    ...recording,
    issues: [...recording.issues, { ...issue, pull_request: {} }],
    issueComments: { ...recording.issueComments, 9: [] },
  });
  const text = derived.join("\n");
  expect(text).toContain("1 fields differ between a pull request's row and its issue's");
  expect(text).toContain("(#2 title)");
  expect(text).toContain("1 lists of children belong to numbers that aren't recorded");
});
