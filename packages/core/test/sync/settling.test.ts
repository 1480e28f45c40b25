import { describe, expect, it } from "vitest";
import {
  createSynced,
  expectEqualsGitHub,
  fullName,
  minuteMs,
  storedNumbers,
} from "../sync-harness.ts";

const edited = { repository: fullName, number: 2, title: "Changed" } as const;

describe("settling", () => {
  it("reads a pull request that just changed once more, after the overlap, and then no more", async () => {
    const { github, sync, id, events } = await createSynced(3);
    github.truth.editPullRequest(edited);
    const readsAfter: number[][] = [];
    for (const minutes of [1, 4, 6, 10, 60]) {
      github.clock.advance(minutes * minuteMs);
      events.length = 0;
      await sync.syncRepository(id);
      readsAfter.push([...storedNumbers(events)]);
    }
    expect(readsAfter).toEqual([[2], [], [2], [], []]);
  });

  it("reads a pull request that changed long before only once", async () => {
    const { github, sync, id, events } = await createSynced(3);
    github.truth.editPullRequest(edited);
    github.clock.advance(10 * minuteMs);
    await sync.syncRepository(id);
    github.clock.advance(10 * minuteMs);
    await sync.syncRepository(id);
    expect(storedNumbers(events)).toEqual([2]);
  });

  it("I1: catches a second change within the second of the first, read between the two", async () => {
    const harness = await createSynced(3);
    const { github, sync, id } = harness;
    github.truth.editPullRequest(edited);
    await sync.syncRepository(id);
    github.truth.editPullRequest({ ...edited, title: "Changed again" });
    github.clock.advance(10 * minuteMs);
    await sync.syncRepository(id);
    await expectEqualsGitHub(harness);
  });
});
