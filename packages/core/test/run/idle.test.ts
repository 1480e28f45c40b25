import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createHarness, createSynced, fullName, hourMs, minuteMs } from "../sync-harness.ts";

describe("a repository without change", () => {
  it("costs at most 4 requests, 0 points and 0 rows, and from the second idle run on nothing", {
    timeout: 60_000,
  }, async () => {
    const github = createFakeGitHub();
    generateRepository(github, { fullName, pullRequests: 60, seed: 3 });
    github.clock.advance(hourMs);
    const { sync, id } = await createHarness({ github });
    await sync.syncRepository(id);
    for (const run of [1, 2, 3, 4]) {
      github.clock.advance(hourMs);
      github.ledger.clear();
      const outcome = await sync.syncRepository(id);
      const { requests, points, notModified, primary } = github.ledger.summary();
      console.log(`idle run ${run}: ${requests} requests, ${notModified} answered 304`);
      expect(outcome).toMatchObject({ status: "complete", usage: { rowsWritten: 0, points: 0 } });
      expect(points).toBe(0);
      expect(requests).toBeLessThanOrEqual(4);
      if (run > 1) expect({ notModified, core: primary.core }).toEqual({ notModified: 4, core: 0 });
    }
  });

  it("a repository without change is requested by the same four addresses, and gets 304, once its bounds stay", async () => {
    const { github, sync, id } = await createSynced(3);
    // The streams begin at the first contact; one change of each kind gives every bound a stamp.
    github.truth.comment({ repository: fullName, number: 1, actor: "ada", body: "Hello" });
    const review = { repository: fullName, number: 1, actor: "grace", body: "Look" };
    github.truth.submitReview({ ...review, comments: [{ path: "src/change-1.ts", body: "Why?" }] });
    const asked: string[][] = [];
    for (let run = 0; run < 5; run += 1) {
      github.clock.advance(hourMs);
      github.ledger.clear();
      await sync.syncRepository(id);
      asked.push(github.ledger.entries.map(({ path, status }) => `${status} ${path}`));
    }
    const [, , second = [], third, fourth] = asked;
    expect(second).toHaveLength(4);
    expect(second.filter((call) => call.startsWith("304"))).toHaveLength(4);
    expect(third).toEqual(second);
    expect(fourth).toEqual(second);
  });

  it("a repository without change is not read again for plain issues and their comments", async () => {
    const { github, sync, id, events } = await createSynced(3);
    const number = github.truth.openIssue({ repository: fullName, actor: "ada", title: "Why?" });
    github.truth.comment({ repository: fullName, number, actor: "ada", body: "Anybody?" });
    github.clock.advance(minuteMs);
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "complete", usage: { points: 0, rowsWritten: 0 } });
    expect(events.map(({ type }) => type)).toEqual(["run.started", "run.finished"]);
  });

  it("moves the watermark forward, although no address depends on it", async () => {
    const { github, sync, id } = await createSynced(2);
    await sync.syncRepository(id);
    github.clock.advance(hourMs);
    const now = github.clock.now();
    await sync.syncRepository(id);
    expect((await sync.getState(id))?.lastSyncAt).toEqual(now);
  });
});
