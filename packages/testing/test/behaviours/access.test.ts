import { expect, test } from "vitest";
import { graphql, linkOf, rest } from "../ask.ts";
import { API, acme, openPulls, repository } from "./acme.ts";

const ID = `{ repository(owner: "acme", name: "api") { id } }`;

test("B35: an organization with single sign-on refuses a token, and says where to go", async () => {
  const github = acme();
  github.truth.setAccess({ organization: "acme", access: "sso" });
  const refused = await rest(github, `${API}/pulls`);
  expect(refused.status).toBe(403);
  expect(refused.headers.get("x-github-sso")).toMatch(/^required; url=https:\/\/github\.com\//);
  expect((await graphql(github, ID)).body).toMatchObject({
    data: { repository: null },
    errors: [{ type: "FORBIDDEN", path: ["repository"], extensions: { saml_failure: true } }],
  });
  github.truth.setAccess({ organization: "acme", access: "open" });
  expect((await rest(github, `${API}/pulls`)).status).toBe(200);
});

test("B35: lists across organizations are short then, which only a header tells", async () => {
  const github = acme();
  github.truth.createRepository({ fullName: "emca/door" });
  openPulls(github);
  const all = await rest(github, "/user/repos?per_page=1");
  expect(all.headers.has("x-github-sso")).toBe(false);
  expect(linkOf(all.headers, "next")).toContain("page=2");
  const id = github.truth.setAccess({ organization: "acme", access: "sso" });
  const header = `partial-results; organizations=${id}`;
  const repositories = await rest(github, "/user/repos");
  expect(repositories.status).toBe(200);
  expect(repositories.body).toMatchObject([{ full_name: "emca/door" }]);
  expect(repositories.headers.get("x-github-sso")).toBe(header);
  const found = await rest(github, "/search/issues?q=is:pr");
  expect(found.body.items).toEqual([]);
  expect(found.headers.get("x-github-sso")).toBe(header);
});

test("B35: an IP allow list is 403 with a message alone", async () => {
  const github = acme();
  github.truth.setAccess({ organization: "acme", access: "ip-allow-list" });
  const { status, body, headers } = await rest(github, API);
  expect(status).toBe(403);
  expect(body.message).toContain("`acme` organization has an IP allow list enabled");
  expect(headers.has("x-github-sso")).toBe(false);
});

test("B35: a token ends when it is revoked, or an hour after it was made", async () => {
  const github = acme();
  const ask = (name: string) => rest(github, API, { authorization: `Bearer ${name}` });
  github.revokeToken("short", new Date("2026-01-05T13:00:00Z"));
  expect((await ask("short")).status).toBe(200);
  github.clock.advance(3_600_000);
  expect(await ask("short")).toMatchObject({ status: 401, body: { message: "Bad credentials" } });
  expect((await ask("long")).status).toBe(200);
  github.revokeToken("long");
  expect((await ask("long")).status).toBe(401);
});

test("B38: with lazyMergeable, `mergeable` is null when a head is first asked for", async () => {
  const github = acme({ lazyMergeable: true });
  const target = openPulls(github);
  const mergeable = async () => (await rest(github, `${API}/pulls/1`)).body.mergeable;
  expect([await mergeable(), await mergeable()]).toEqual([null, true]);
  github.truth.pushCommits({ ...target, commits: [{ message: "More" }] });
  const query = `{ repository(owner: "acme", name: "api") { pullRequest(number: 1) { mergeable } } }`;
  const known = async () =>
    (await graphql(github, query)).body.data.repository.pullRequest.mergeable;
  expect([await known(), await known()]).toEqual(["UNKNOWN", "MERGEABLE"]);
});

test("B49: a slash at the end is 404, and no User-Agent 403", async () => {
  const github = acme();
  expect((await rest(github, `${API}/pulls/`)).status).toBe(404);
  const nameless = await rest(github, API, { "user-agent": "" });
  expect(nameless.status).toBe(403);
  expect(nameless.body.message).toContain("User-Agent");
});

test("B51: a bot is `x` in GraphQL and `x[bot]` in REST", async () => {
  const github = acme();
  github.truth.openPullRequest({ repository, actor: "dependabot[bot]", title: "Bump" });
  const { user } = (await rest(github, `${API}/pulls/1`)).body;
  expect(user).toMatchObject({ login: "dependabot[bot]", type: "Bot" });
  const query = `{ repository(owner: "acme", name: "api") {
    pullRequest(number: 1) { author { __typename login } } } }`;
  expect((await graphql(github, query)).body.data.repository.pullRequest.author).toEqual({
    __typename: "Bot",
    login: "dependabot",
  });
});

test("B55: behind a commit, GraphQL shows a bot as a user whose login is x[bot]", async () => {
  const github = acme();
  const commits = [{ message: "Bump", author: { login: "dependabot[bot]" } }];
  github.truth.openPullRequest({ repository, actor: "ada", title: "Bump", commits });
  const [commit] = (await rest(github, `${API}/pulls/1/commits`)).body;
  expect(commit.author).toMatchObject({ login: "dependabot[bot]", type: "Bot" });
  const query = `{ repository(owner: "acme", name: "api") { pullRequest(number: 1) {
    commits(first: 1) { nodes { commit { author { user { __typename login databaseId } } } } } } } }`;
  const { nodes } = (await graphql(github, query)).body.data.repository.pullRequest.commits;
  expect(nodes[0].commit.author.user).toEqual({
    __typename: "User",
    login: "dependabot[bot]",
    databaseId: commit.author.id,
  });
});

test("B56: the bot of an app may have a name of its own in REST, and its page the app's", async () => {
  const github = acme();
  const login = "copilot-swe-agent[bot]";
  github.truth.createUser({ login, shownAs: "Copilot" });
  github.truth.openPullRequest({ repository, actor: login, title: "Fix" });
  const { user } = (await rest(github, `${API}/pulls/1`)).body;
  const page = "https://github.com/apps/copilot-swe-agent";
  expect(user).toMatchObject({ login: "Copilot", type: "Bot", html_url: page });
  const query = `{ repository(owner: "acme", name: "api") { pullRequest(number: 1) { author { login } } } }`;
  const { author } = (await graphql(github, query)).body.data.repository.pullRequest;
  expect(author).toEqual({ login: "copilot-swe-agent" });
});

const scopesOfTeams = [
  [["repo"], false],
  [["repo", "read:org"], true],
  [["repo", "read:discussion"], true],
  [undefined, true],
] as const;

test.each(scopesOfTeams)(
  "B57: a token with the scopes %j may name teams: %s",
  async (scopes, isAllowed) => {
    const github = acme(scopes && { scopes });
    github.truth.createTeam({ organization: "acme", slug: "core" });
    github.truth.openPullRequest({ repository, actor: "ada", title: "Fix" });
    github.truth.requestReview({ repository, number: 1, teams: ["acme/core"] });
    const { requested_teams } = (await rest(github, `${API}/pulls/1`)).body;
    expect(requested_teams).toMatchObject([{ slug: "core" }]);
    const ask = async (fields: string) => {
      const reviewer = `requestedReviewer { __typename ... on Team { ${fields} } }`;
      const query = `{ repository(owner: "acme", name: "api") { pullRequest(number: 1) {
      reviewRequests(first: 1) { nodes { ${reviewer} } } } } }`;
      return (await graphql(github, query)).body;
    };
    const { data, errors } = await ask("slug");
    if (isAllowed) {
      const { nodes } = data.repository.pullRequest.reviewRequests;
      expect(nodes).toEqual([{ requestedReviewer: { __typename: "Team", slug: "core" } }]);
      return;
    }
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      { type: "INSUFFICIENT_SCOPES", message: expect.stringContaining("read:org") },
    ]);
    expect((await ask("__typename")).errors).toBeUndefined();
  },
);
