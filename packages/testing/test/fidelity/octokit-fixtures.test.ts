import { createFakeGitHub, type FakeGitHub, type FakeGitHubOptions } from "@ghsync/testing";
import { expect, test } from "vitest";
import { type Answer, rest } from "../ask.ts";
import { compareShape } from "./compare-shape.ts";
import { type Exchange, octokitFixture } from "./octokit-fixture.ts";

/** What the fake leaves out: nothing that a client of the lists reads. */
const HEADERS_LEFT_OUT = [
  "access-control-allow-origin",
  "access-control-expose-headers",
  "connection",
  "content-length",
  "content-security-policy",
  "last-modified",
  "referrer-policy",
  "strict-transport-security",
  "x-accepted-oauth-scopes",
  "x-content-type-options",
  "x-frame-options",
  "x-github-media-type",
  "x-oauth-scopes",
  "x-xss-protection",
];

/** Fields that GitHub has added since the recording of 2022. */
const NEWER_SETTINGS = [
  "has_discussions: not recorded",
  "squash_merge_commit_title: not recorded",
  "squash_merge_commit_message: not recorded",
  "merge_commit_title: not recorded",
  "merge_commit_message: not recorded",
];

type Triple = [Exchange, Exchange, Exchange];

async function write(github: FakeGitHub, path: string): Promise<Answer> {
  const response = await github.fetch(`https://api.github.com${path}`, {
    method: "PATCH",
    headers: { authorization: "token test" },
    body: "{}",
    redirect: "manual",
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** `Link` without the ids of repositories, and without what announces the end of an API version. */
function links(link: unknown): string[] {
  return String(link ?? "")
    .split(", ")
    .filter((relation) => relation !== "" && !relation.includes("deprecation"))
    .map((relation) => relation.replace(/repositories\/\d+/, "repositories/ID"));
}

/** Compares everything but the `Link` with the recorded answer. */
function differences({ status, response, headers }: Exchange, emitted: Answer): string[] {
  const lacking = Object.keys(headers).filter((name) => !emitted.headers.has(name));
  return [
    ...(status === emitted.status ? [] : [`status: ${status}, emitted ${emitted.status}`]),
    ...lacking.filter((name) => name !== "link" && !HEADERS_LEFT_OUT.includes(name)),
    ...["content-type", "cache-control", "x-ratelimit-resource"].filter(
      (name) => headers[name] !== undefined && headers[name] !== emitted.headers.get(name),
    ),
    ...compareShape(response, emitted.body),
  ];
}

function withIssues(count: number, options: FakeGitHubOptions = {}): FakeGitHub {
  const github = createFakeGitHub(options);
  const repository = "octokit-fixture-org/paginate-issues";
  github.truth.createRepository({ fullName: repository });
  for (let number = 1; number <= count; number += 1) {
    github.truth.openIssue({ repository, actor: "ada", title: `Test issue ${number}` });
  }
  return github;
}

test("`paginate-issues`: each page has the rows, headers and links that are recorded", async () => {
  // Recorded before the list went over to cursors.
  const github = withIssues(13, { issuesPaging: "page" });
  const exchanges = octokitFixture("paginate-issues");
  expect(exchanges).toHaveLength(5);
  const { body } = await rest(github, "/repos/octokit-fixture-org/paginate-issues");
  for (const exchange of exchanges) {
    const emitted = await rest(github, exchange.path.replace("1000", body.id));
    expect(emitted.body).toHaveLength((exchange.response as object[]).length);
    expect(differences(exchange, emitted)).toEqual(["[].closed_by: not recorded"]);
    expect(links(emitted.headers.get("link"))).toEqual(links(exchange.headers.link));
  }
});

test("`rename-repository`: the former name answers 301, or 307 to a write, and the id as recorded", async () => {
  const repository = "octokit-fixture-org/rename-repository";
  const github = createFakeGitHub();
  const id = github.truth.createRepository({ fullName: repository });
  github.truth.renameRepository({ repository, fullName: `${repository}-newname` });
  const [moved, followed, refused] = octokitFixture("rename-repository").slice(1) as Triple;
  const emitted = await rest(github, moved.path);
  expect(differences(moved, emitted)).toEqual(["status: not recorded"]);
  const location = String(moved.headers.location).replace("1000", String(id));
  expect(emitted.headers.get("location")).toBe(location);
  expect(emitted.body).toMatchObject({ message: "Moved Permanently", url: location });
  const target = await rest(github, location);
  expect(target.body.name).toBe("rename-repository-newname");
  expect(differences(followed, target)).toEqual(NEWER_SETTINGS);
  const written = await write(github, refused.path);
  expect(differences(refused, written)).toEqual(["status: not recorded"]);
  expect(written.headers.get("location")).toBe(location);
});

test("`errors`: a refused value is answered as recorded", async () => {
  const [refused] = octokitFixture("errors") as [Exchange];
  const github = withIssues(1);
  const path = "/repos/octokit-fixture-org/paginate-issues/issues?after=nonsense";
  const emitted = await rest(github, path);
  expect(differences(refused, emitted)).toEqual(["status: not recorded"]);
  expect(emitted.body).toMatchObject({
    message: "Validation Failed",
    errors: [{ resource: "Issue", code: "invalid", field: "after" }],
  });
});
