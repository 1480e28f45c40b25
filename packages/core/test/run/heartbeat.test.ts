import { createSync } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHarness, openPullRequests } from "../sync-harness.ts";

const leaseMs = 40_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it("I5: a run whose request hangs for longer than its lease keeps it, and stops its timer at the end", async () => {
  const github = createFakeGitHub();
  let renewals = 0;
  const harness = await createHarness({
    github,
    leaseMs,
    through: (store) => ({
      ...store,
      renewLease(...renewal) {
        renewals += 1;
        return store.renewLease(...renewal);
      },
    }),
  });
  const { sync, options, id } = harness;
  openPullRequests(github, 2);
  const another = createSync({ ...options, owner: "another" });
  const meanwhile: string[] = [];
  github.onRequest(async ({ operation }) => {
    if (operation !== "Hydrate" || meanwhile.length > 0) return;
    for (let quarter = 0; quarter < 12; quarter += 1) {
      github.clock.advance(leaseMs / 4);
      await vi.advanceTimersByTimeAsync(leaseMs / 4);
      meanwhile.push((await another.syncRepository(id)).status);
    }
  });
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  expect(meanwhile).toEqual(Array(12).fill("busy"));

  renewals = 0;
  github.clock.advance(leaseMs);
  await vi.advanceTimersByTimeAsync(leaseMs);
  expect(renewals).toBe(0);
});
