import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { json } from "../support/scripted-fetch.ts";
import { createSynced, expectEqualsGitHub, fullName, hourMs, minuteMs } from "../sync-harness.ts";

/**
 * A synced repository with a change to read, at a GitHub that is overloaded and says for how long.
 */
async function createOverloaded(retryAfterS: number) {
  const github = createFakeGitHub();
  let isDown = false;
  const harness = await createSynced(30, {
    github,
    client: {
      async fetch(input, init) {
        const answer = await github.fetch(input, init);
        const { pathname } = new URL(new Request(input).url);
        if (!isDown || pathname !== "/graphql") return answer;
        const date = github.clock.now().toUTCString();
        return json({}, { status: 503, headers: { "retry-after": String(retryAfterS), date } });
      },
    },
  });
  for (const number of harness.numbers) {
    github.truth.comment({ repository: fullName, number, actor: "bob", body: "Once more" });
  }
  return {
    ...harness,
    overload: (is: boolean) => {
      isDown = is;
    },
  };
}

test("I10: GitHub's Retry-After ends the run at once, and the next one waits for it", async () => {
  const { sync, id, github, store, overload } = await createOverloaded(1800);
  overload(true);
  const outcome = await sync.syncRepository(id);
  const retryAt = new Date(github.clock.now().getTime() + 30 * minuteMs);
  expect(outcome).toMatchObject({ status: "error", error: { code: "transient" }, retryAt });
  // The batch is not halved, and its pull requests are not requested one by one.
  const paths = github.ledger.entries.map(({ path }) => path);
  expect(paths.filter((path) => path === "/graphql")).toHaveLength(1);
  expect(paths.at(-1)).toBe("/graphql");
  expect(await sync.getState(id)).toMatchObject({ nextAttemptAt: retryAt });
  overload(false);
  github.clock.advance(hourMs);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  await expectEqualsGitHub({ github, store, id });
});
