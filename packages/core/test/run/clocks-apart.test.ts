import { createSync } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  openPullRequests,
} from "../sync-harness.ts";

const dayMs = 24 * hourMs;

/**
 * A repository that meets a secondary limit of a minute, on a machine whose clock differs from
 * GitHub's.
 */
async function createLimited(apartMs: number) {
  let shiftMs = apartMs;
  const harness = await createHarness();
  const { github, options, id } = harness;
  const client = {
    ...options.github,
    now: () => new Date(github.clock.now().getTime() + shiftMs),
  };
  /** A new process on the same store. */
  const start = () => createSync({ ...options, github: client });
  openPullRequests(github, 3);
  const first = start();
  expect(await first.syncRepository(id)).toMatchObject({ status: "complete" });
  github.truth.editPullRequest({ repository: fullName, number: 2, title: "Changed" });
  github.clock.advance(hourMs);
  const limit = { kind: "forbidden", reason: "secondary-limit", retryAfterS: 60 } as const;
  github.faults.add({ times: 1, fault: limit });
  expect(await first.syncRepository(id)).toMatchObject({ status: "deferred" });
  return { ...harness, first, start, setBack: (ms: number) => (shiftMs -= ms) };
}

describe.each([
  ["a day behind GitHub's", -dayMs],
  ["an hour behind GitHub's", -hourMs],
  ["a day ahead of GitHub's", dayMs],
])("a machine whose clock is %s", (_, apartMs) => {
  it("I9: sends nothing while a limit lasts, and continues after it, also in another process", async () => {
    const harness = await createLimited(apartMs);
    const { github, start, id } = harness;
    github.ledger.clear();
    github.clock.advance(minuteMs - 1000);
    expect(await start().syncRepository(id)).toMatchObject({ status: "deferred" });
    expect(github.ledger.entries).toEqual([]);
    github.clock.advance(2000);
    expect(await start().syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});

it.each(["the same process", "another one"])(
  "a clock that is set back by a day does not extend a limit by a day: %s",
  async (which) => {
    const harness = await createLimited(0);
    const { github, first, start, id, setBack } = harness;
    setBack(dayMs);
    github.clock.advance(2 * minuteMs);
    const sync = which === "another one" ? start() : first;
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  },
);
