import { createSync } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { fetchWithoutDate } from "../support/fetch-without-date.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

test("I1: behind a proxy that removes the date nothing is read, and everything once it passes it on", async () => {
  const github = createFakeGitHub();
  // By the local clock, everything happened long ago.
  const now = () => new Date(github.clock.now().getTime() + hourMs);
  const fetch = fetchWithoutDate(github.fetch);
  const harness = await createHarness({ github, client: { fetch, now } });
  const { store, id, options } = harness;
  openPullRequests(github, 2);
  expect(await harness.sync.syncRepository(id)).toMatchObject({
    status: "error",
    error: { code: "response_invalid", userActionable: true },
  });
  expect(store.pullRequests(id)).toEqual([]);
  expect((await store.readState(id))?.state.lastSyncAt).toBeUndefined();

  const restored = createSync({ ...options, github: { ...options.github, fetch: github.fetch } });
  expect(await restored.syncRepository(id)).toMatchObject({ status: "complete" });
  await expectEqualsGitHub(harness);
});

test("I1: a clock that jumps ahead settles nothing that was read from responses without a date", async () => {
  const harness = await createSynced(2);
  const { github, sync, id, options } = harness;
  let aheadMs = 0;
  const fetch = fetchWithoutDate(github.fetch, 1);
  const now = () => new Date(github.clock.now().getTime() + aheadMs);
  const behindProxy = createSync({ ...options, github: { ...options.github, fetch, now } });
  // By the second request, the first response has shown GitHub's time.
  const stop = github.onRequest(() => {
    aheadMs = github.ledger.entries.length > 0 ? hourMs : 0;
  });
  const edit = { repository: fullName, number: 1 };
  github.truth.editPullRequest({ ...edit, title: "Changed" });
  expect(await behindProxy.syncRepository(id)).toMatchObject({ status: "complete" });
  stop();

  // In the same second: no list shows it.
  github.truth.editPullRequest({ ...edit, title: "Changed again" });
  github.clock.advance(hourMs);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  await expectEqualsGitHub(harness);
});
