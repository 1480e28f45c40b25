import assert from "node:assert/strict";
import { test } from "node:test";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";

/** Your integration: it takes the `fetch` that it asks GitHub with. */
async function readPulls(repository: string, fetch: typeof globalThis.fetch) {
  const pulls: { number: number; title: string }[] = [];
  let next: string | undefined = `https://api.github.com/repos/${repository}/pulls?state=all`;
  while (next !== undefined) {
    const response: Response = await fetch(next);
    assert(response.ok, `GitHub answered ${response.status}`);
    pulls.push(...((await response.json()) as typeof pulls));
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  }
  return pulls;
}

test("reads every page, or nothing", async () => {
  const github = createFakeGitHub();
  generateRepository(github, { fullName: "acme/api", pullRequests: 70 });
  const read = () => readPulls("acme/api", github.fetch);
  assert.equal((await read()).length, 70);

  github.faults.add({ when: { path: /&page=2/ }, times: 1, fault: { kind: "error", status: 502 } });
  await assert.rejects(read, /GitHub answered 502/);

  github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "Add a page" });
  assert.equal((await read())[0]?.title, "Add a page");
  assert.equal(github.ledger.summary().requests, 3 + 2 + 3);
});
