import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";
import { API, acme, commentOnCode, numbersIn, openPulls, repository } from "./acme.ts";

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
  github.truth.setAccess({ organization: "acme", access: "hidden" });
  expect((await rest(github, "/repos/acme/secret")).body).toEqual(gone.body);
  const query = `{ repository(owner: "acme", name: "secret") { id } }`;
  expect((await graphql(github, query)).body.errors).toMatchObject([{ type: "NOT_FOUND" }]);
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

test("B32: a pull request that was taken away is 404, by GraphQL NOT_FOUND, with all that it had", async () => {
  const github = acme();
  const { truth } = github;
  const target = openPulls(github);
  const { number } = target;
  truth.comment({ ...target, actor: "ada", body: "Hi" });
  await commentOnCode(github, target);
  truth.removePullRequest(target);
  for (const path of [`/pulls/${number}`, `/pulls/${number}/files`]) {
    expect(await rest(github, `${API}${path}`)).toMatchObject({ status: 404 });
  }
  for (const list of ["/pulls", "/issues", "/issues/comments", "/pulls/comments"]) {
    expect((await rest(github, `${API}${list}?state=all`)).body).toEqual([]);
  }
  const one = `{ repository(owner: "acme", name: "api") { pullRequest(number: ${number}) { id } } }`;
  expect((await graphql(github, one)).body).toMatchObject({
    data: { repository: { pullRequest: null } },
    errors: [{ type: "NOT_FOUND", path: ["repository", "pullRequest"] }],
  });
  expect(truth.openIssue({ repository, actor: "ada", title: "New" })).toBe(number + 1);
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

test("B34: a deleted account is null, and so is the repository of a deleted fork", async () => {
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
