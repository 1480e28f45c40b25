import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql, rest } from "./ask.ts";

test("every call is in the ledger with its operation, repository and points", async () => {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  await rest(github, "/repos/acme/api/pulls?state=all");
  await rest(github, "/repos/acme/none");
  await graphql(github, `query Probe { repository(owner: "acme", name: "api") { id } }`);
  expect(github.ledger.entries).toMatchObject([
    {
      at: github.clock.now(),
      method: "GET",
      path: "/repos/acme/api/pulls?state=all",
      status: 200,
      operation: "GET /repos/{owner}/{repo}/pulls",
      repository: "acme/api",
    },
    { status: 404 },
    { method: "POST", path: "/graphql", operation: "Probe", points: 1, repository: "acme/api" },
  ]);
  expect(github.ledger.summary()).toEqual({
    requests: 3,
    rest: 2,
    graphql: 1,
    points: 1,
    notModified: 0,
    failed: 1,
    primary: { core: 2, graphql: 1, search: 0 },
    secondary: 3,
    busiestMinute: { rest: 2, graphql: 1 },
    mostConcurrent: 1,
  });
  github.ledger.clear();
  expect(github.ledger.summary().requests).toBe(0);
});
