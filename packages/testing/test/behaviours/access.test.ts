import { expect, test } from "vitest";
import { graphql, linkOf, rest } from "../ask.ts";
import { API, acme, numbersIn, openPulls, repository } from "./acme.ts";

const ID = `{ repository(owner: "acme", name: "api") { id } }`;

test("B31: a former name redirects by id, 301 for reads and 307 for the rest", async () => {
  const github = acme();
  openPulls(github);
  const { id } = (await rest(github, API)).body;
  github.truth.renameRepository({ repository, fullName: "emca/door" });
  const moved = await rest(github, `${API}/pulls?state=all`);
  const location = `https://api.github.com/repositories/${id}/pulls?state=all`;
  expect(moved.status).toBe(301);
  expect(moved.headers.get("location")).toBe(location);
  expect(moved.body).toMatchObject({ message: "Moved Permanently", url: location });
  expect((await rest(github, location)).body[0].base.repo.full_name).toBe("emca/door");
  const url = `https://api.github.com${API}/issues`;
  const written = await github.fetch(url, { method: "POST", body: "{}", redirect: "manual" });
  expect(written.status).toBe(307);
});

test("B31: another repository can take the name over", async () => {
  const github = acme();
  const { id } = (await rest(github, API)).body;
  github.truth.renameRepository({ repository, fullName: "acme/old-api" });
  github.truth.createRepository({ fullName: repository });
  const other = await rest(github, API);
  expect(other.status).toBe(200);
  expect(other.body.id).not.toBe(id);
  expect((await rest(github, `/repositories/${id}`)).body.full_name).toBe("acme/old-api");
});

test("B32: what is deleted, never was, or is private answers 404 alike", async () => {
  const github = acme();
  github.truth.createRepository({ fullName: "acme/secret", private: true });
  github.truth.deleteRepository({ repository });
  const gone = await rest(github, API);
  const never = await rest(github, "/repos/acme/none");
  const secret = await rest(github, "/repos/acme/secret", {});
  expect(gone).toMatchObject({ status: 404, body: { message: "Not Found", status: "404" } });
  expect([never.body, secret.body]).toEqual([gone.body, gone.body]);
  expect((await rest(github, "/repos/acme/secret")).status).toBe(200);
});

test("B32: a blocked repository is 451 and says why", async () => {
  const github = acme();
  github.truth.blockRepository({ repository });
  for (const path of [API, `${API}/pulls`]) {
    const { status, body } = await rest(github, path);
    expect(status).toBe(451);
    expect(body).toMatchObject({
      message: "Repository access blocked",
      block: { reason: "dmca", created_at: "2026-01-05T12:00:00Z" },
    });
  }
  expect((await graphql(github, ID)).body).toMatchObject({
    data: { repository: null },
    errors: [{ type: "FORBIDDEN", message: "Repository access blocked" }],
  });
  github.truth.unblockRepository({ repository });
  expect((await rest(github, API)).status).toBe(200);
});

test("B32: a deleted issue is 410, a transferred one 301, and no number comes again", async () => {
  const github = acme();
  const { truth } = github;
  truth.createRepository({ fullName: "acme/other" });
  for (const title of ["Deleted", "Moved"]) {
    const number = truth.openIssue({ repository, actor: "ada", title });
    truth.comment({ repository, number, actor: "ada", body: title });
  }
  truth.deleteIssue({ repository, number: 1 });
  truth.transferIssue({ repository, number: 2, to: "acme/other" });
  expect(await rest(github, `${API}/issues/1`)).toMatchObject({
    status: 410,
    body: { message: "This issue was deleted" },
  });
  const moved = await rest(github, `${API}/issues/2`);
  expect(moved.status).toBe(301);
  const there = await rest(github, moved.headers.get("location") ?? "");
  expect(there.body).toMatchObject({ number: 1, title: "Moved", comments: 1 });
  expect(await numbersIn(github, "/issues")).toEqual([]);
  expect(truth.openIssue({ repository, actor: "ada", title: "New" })).toBe(3);
  const number = truth.openPullRequest({ repository, actor: "ada", title: "New" });
  expect(() => truth.deleteIssue({ repository, number })).toThrow("pull request");
});

test("B33: without issues one is 410, and the list has the pull requests or, by a knob, is 410", async () => {
  for (const disabledIssuesList of ["pulls", "gone"] as const) {
    const github = acme({ disabledIssuesList });
    openPulls(github);
    github.truth.openIssue({ repository, actor: "ada", title: "Plain" });
    github.truth.configureRepository({ repository, hasIssues: false });
    expect((await rest(github, API)).body.has_issues).toBe(false);
    const one = await rest(github, `${API}/issues/2`);
    expect(one).toMatchObject({
      status: 410,
      body: { message: "Issues are disabled for this repo" },
    });
    const list = await rest(github, `${API}/issues`);
    expect(list.status).toBe(disabledIssuesList === "pulls" ? 200 : 410);
    if (list.status === 200) {
      expect(list.body).toMatchObject([{ number: 1 }]);
    }
  }
});

test("B33: without pull requests `pulls` is 404, though the repository is there", async () => {
  const github = acme();
  openPulls(github);
  github.truth.configureRepository({ repository, hasPullRequests: false });
  expect((await rest(github, API)).body.has_pull_requests).toBe(false);
  for (const path of ["/pulls", "/pulls/1", "/pulls/1/reviews", "/pulls/comments"]) {
    expect((await rest(github, API + path)).status).toBe(404);
  }
  expect((await rest(github, `${API}/issues/comments`)).status).toBe(200);
  github.truth.configureRepository({ repository, hasIssues: false });
  expect((await rest(github, `${API}/issues/comments`)).status).toBe(404);
});

test("B34: a deleted account is nobody, and a deleted fork no repository", async () => {
  const github = acme();
  const opening = { repository, actor: "ada", title: "Door", fork: "ada/api" };
  const number = github.truth.openPullRequest(opening);
  github.truth.submitReview({ repository, number, actor: "ada" });
  github.truth.deleteUser({ login: "ada" });
  github.truth.deleteFork({ repository, number });
  const pull = (await rest(github, `${API}/pulls/1`)).body;
  expect(pull).toMatchObject({ user: null, head: { repo: null, user: null } });
  expect((await rest(github, `${API}/pulls/1/reviews`)).body[0].user).toBeNull();
  const query = `{ repository(owner: "acme", name: "api") {
    pullRequest(number: 1) { author { login } headRepository { id } headRepositoryOwner { login } } } }`;
  expect((await graphql(github, query)).body.data.repository.pullRequest).toEqual({
    author: null,
    headRepository: null,
    headRepositoryOwner: null,
  });
});

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

test("B38: by a knob, `mergeable` is null until it was asked for, after every push anew", async () => {
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
