import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
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

/** Told since the recording of 2022. */
const NEWER_SETTINGS = [
  "has_discussions: not recorded",
  "squash_merge_commit_title: not recorded",
  "squash_merge_commit_message: not recorded",
  "merge_commit_title: not recorded",
  "merge_commit_message: not recorded",
];

/** `Link` without the ids of repositories, and without what announces the end of an API version. */
function links(link: unknown): string[] {
  return String(link ?? "")
    .split(", ")
    .filter((relation) => relation !== "" && !relation.includes("deprecation"))
    .map((relation) => relation.replace(/repositories\/\d+/, "repositories/ID"));
}

/** Holds everything but the `Link` against the recorded answer. */
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

function withIssues(count: number): FakeGitHub {
  const github = createFakeGitHub();
  const repository = "octokit-fixture-org/paginate-issues";
  github.truth.createRepository({ fullName: repository });
  for (let number = 1; number <= count; number += 1) {
    github.truth.openIssue({ repository, actor: "ada", title: `Test issue ${number}` });
  }
  return github;
}

test("`paginate-issues`: the rows of each page and their headers are as recorded", async () => {
  const github = withIssues(13);
  const exchanges = octokitFixture("paginate-issues");
  expect(exchanges).toHaveLength(5);
  for (const exchange of exchanges) {
    const path = exchange.path.replace(
      "/repositories/1000",
      "/repos/octokit-fixture-org/paginate-issues",
    );
    const emitted = await rest(github, path);
    expect(emitted.body).toHaveLength((exchange.response as object[]).length);
    expect(differences(exchange, emitted)).toEqual(["[].closed_by: not recorded"]);
  }
});

test("`paginate-issues`: `Link` leads through numbered pages as recorded", async () => {
  const repository = "acme/api";
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: repository });
  for (let number = 1; number <= 13; number += 1) {
    github.truth.openPullRequest({ repository, actor: "ada", title: `Test issue ${number}` });
  }
  // Recorded before the issues list went over to cursors; the pulls list hasn't.
  for (const { path, headers } of octokitFixture("paginate-issues")) {
    const [, query] = path.split("?");
    const emitted = await rest(github, `/repos/${repository}/pulls?${query}`);
    const recorded = links(headers.link).map((link) => link.replace("/issues", "/pulls"));
    expect(links(emitted.headers.get("link"))).toEqual(recorded);
  }
});

test("`rename-repository`: the former name answers 301 as recorded, the id as asked alone", async () => {
  const repository = "octokit-fixture-org/rename-repository";
  const github = createFakeGitHub();
  const id = github.truth.createRepository({ fullName: repository });
  github.truth.renameRepository({ repository, fullName: `${repository}-newname` });
  const [, moved, followed] = octokitFixture("rename-repository") as [Exchange, Exchange, Exchange];
  const emitted = await rest(github, moved.path);
  expect(differences(moved, emitted)).toEqual(["status: not recorded"]);
  const location = String(moved.headers.location).replace("1000", String(id));
  expect(emitted.headers.get("location")).toBe(location);
  expect(emitted.body).toMatchObject({ message: "Moved Permanently", url: location });
  const target = await rest(github, location);
  expect(target.body.name).toBe("rename-repository-newname");
  expect(differences(followed, target)).toEqual(NEWER_SETTINGS);
});

test("`errors`: a refused value is told as recorded", async () => {
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
