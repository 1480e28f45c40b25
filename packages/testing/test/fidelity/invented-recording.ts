/** Made up, in the form of a recording: with all that a FakeGitHub's truth doesn't model. */
const API = "https://api.github.com";
const REPO = `${API}/repos/acme/api`;

const ada = {
  login: "ada",
  id: 7,
  node_id: "MDQ6VXNlcjc=",
  avatar_url: "https://avatars.githubusercontent.com/u/7?v=4",
  gravatar_id: "",
  url: `${API}/users/ada`,
  type: "User",
  site_admin: true,
};
const bot = { login: "codecov[bot]", id: 8, node_id: "MDM6Qm90OA==", type: "Bot" };

const repo = {
  id: 99,
  node_id: "R_99",
  name: "api",
  full_name: "acme/api",
  owner: { ...ada, login: "acme", id: 9, node_id: "O_9", url: `${API}/users/acme` },
  default_branch: "dev",
  homepage: "https://example.com",
  language: "Go",
  stargazers_count: 8_433,
  open_issues_count: 25,
  topics: ["doors", "go"],
  license: { key: "mit", name: "MIT License", spdx_id: "MIT", url: `${API}/licenses/mit` },
  custom_property: { nested: [1, "two", null] },
  created_at: "2018-05-19T01:13:38Z",
};

const milestone = {
  url: `${API}/repos/acme/elsewhere/milestones/7`,
  id: 70,
  node_id: "MI_70",
  number: 7,
  title: "v1",
  description: "First",
  creator: bot,
  open_issues: 2,
  closed_issues: 118,
  state: "open",
  created_at: "2022-04-08T02:05:35Z",
  updated_at: "2022-06-24T01:34:37Z",
  due_on: null,
  closed_at: null,
};

const label = { id: 50, node_id: "LA_50", name: "bug", color: "d73a4a", description: null };
const recoloured = { ...label, color: "000000" };
const reactions = { url: `${REPO}/issues/2/reactions`, total_count: 3, "+1": 1, eyes: 2 };
const stamps = { created_at: "2020-01-01T00:00:00Z", updated_at: "2020-01-02T00:00:00Z" };
const closed = { state: "closed", closed_at: "2020-01-02T00:00:00Z", locked: true };

const pull = {
  ...stamps,
  ...closed,
  url: `${REPO}/pulls/2`,
  id: 502,
  node_id: "PR_502",
  number: 2,
  title: "Door, as the pulls list has it",
  user: { ...ada, avatar_url: "https://avatars.githubusercontent.com/u/7?u=1f&v=4" },
  body: "",
  active_lock_reason: "too heated",
  auto_merge: { enabled_by: ada, merge_method: "squash", commit_title: "Door" },
  merged_at: "2020-01-02T00:00:00Z",
  merge_commit_sha: "cafe",
  merged_by: bot,
  additions: 120,
  labels: [label],
  milestone: null,
  assignees: [ada],
  requested_reviewers: [ada],
  requested_teams: [{ id: 4, slug: "core", name: "Core" }],
  head: { label: "gone:door", ref: "door", sha: "f00d", user: null, repo: null },
  base: { label: "acme:dev", ref: "dev", sha: "beef", user: repo.owner, repo },
  author_association: "CONTRIBUTOR",
};

const conversation = { ...stamps, author_association: "NONE", performed_via_github_app: null };
const who = { name: "Ada", email: "ada@example.com", date: "2020-01-01T00:00:00Z" };

/** A pull request with its issue, a plain issue, and one of each child. */
export const inventedRecording = {
  source: "made up",
  repository: "acme/api",
  pulls: [pull],
  issues: [
    {
      ...conversation,
      ...closed,
      id: 401,
      node_id: "I_401",
      number: 1,
      title: "No door",
      user: null,
      body: "Text",
      comments: 12,
      labels: [recoloured],
      milestone,
      state_reason: "not_planned",
      reactions,
    },
    {
      ...conversation,
      ...closed,
      id: 402,
      node_id: "PR_502",
      number: 2,
      title: "Door, as the issues list has it",
      user: ada,
      body: null,
      comments: 1,
      updated_at: "2020-01-03T00:00:00Z",
      milestone,
      pull_request: { url: `${REPO}/pulls/2`, merged_at: "2020-01-02T00:00:00Z" },
    },
  ],
  reviews: {
    2: [
      {
        id: 601,
        node_id: "PRR_601",
        user: ada,
        body: null,
        state: "APPROVED",
        submitted_at: stamps.created_at,
        commit_id: "f00d",
        body_html: "",
      },
    ],
  },
  reviewComments: {
    2: [
      {
        ...conversation,
        id: 701,
        node_id: "PRRC_701",
        pull_request_review_id: 9,
        in_reply_to_id: 10,
        user: bot,
        body: "Why?",
        path: "door.go",
        diff_hunk: "@@ -1,2 +1,3 @@\n-old\n+new\n+newer",
        commit_id: "f00d",
        original_commit_id: "f00d",
        position: null,
        line: null,
        original_line: 3,
        reactions: { ...reactions, url: `${REPO}/pulls/comments/701/reactions` },
      },
    ],
  },
  issueComments: {
    1: [{ ...conversation, id: 801, node_id: "IC_801", user: bot, body: "On the issue" }],
    2: [{ ...conversation, id: 802, node_id: "IC_802", user: null, body: "On the pull request" }],
  },
  commits: {
    2: [
      {
        sha: "f00d",
        node_id: "C_f00d",
        commit: {
          author: who,
          committer: who,
          message: "Open",
          tree: { sha: "7ree", url: `${REPO}/git/trees/7ree` },
          comment_count: 2,
          verification: { verified: true, reason: "valid", signature: "sig", payload: "tree" },
        },
        author: ada,
        committer: null,
        parents: [{ sha: "beef" }],
      },
    ],
  },
};
