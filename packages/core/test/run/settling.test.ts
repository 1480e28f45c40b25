import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  openPullRequests,
  storedNumbers,
} from "../sync-harness.ts";
import { createWorker } from "../tasks/worker-harness.ts";

const edited = { repository: fullName, number: 2, title: "Changed" } as const;

describe("settling", () => {
  it("reads a pull request that just changed once more, after the overlap, and then no further time", async () => {
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

  it("I1: the next run reads a change in the second in which the last run read its pull request", async () => {
    const { github, sync, store, id } = await createSynced(3);
    github.truth.editPullRequest(edited);
    await sync.syncRepository(id);
    github.truth.editPullRequest({ ...edited, title: "Changed in the same second" });
    github.clock.advance(minuteMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub({ github, store, id });
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

  it.each(["graphql", "rest"] as const)(
    "I1: stores a comment that was edited while the pages after it were read, by %s",
    async (api) => {
      const github = createFakeGitHub({ coupledClocks: false, disabledIssuesList: "gone" });
      github.truth.createRepository({ fullName, hasIssues: false });
      const { clock, truth } = github;
      const number = truth.openPullRequest({ repository: fullName, actor: "ada", title: "Long" });
      const comments = Array.from({ length: 150 }, () =>
        truth.comment({ repository: fullName, number, actor: "ada", body: "Hi" }),
      );
      clock.advance(60 * minuteMs);
      const harness = await createHarness({ github, api });
      // Only the comment's own stamp shows the edit. The later one is on a page that is not read
      // yet.
      let isRead = false;
      github.onResponse(({ operation, path }) => {
        if (isRead || !(operation === "Hydrate" || /issues\/1\/comments/.test(path))) return;
        isRead = true;
        for (const [index, body] of [
          [0, "First"],
          [149, "Last"],
        ] as const) {
          clock.advance(1000);
          truth.editComment({ repository: fullName, comment: comments[index] ?? 0, body });
        }
        clock.advance(1000);
      });
      await harness.sync.syncRepository(harness.id);
      expect(isRead).toBe(true);
      clock.advance(60 * minuteMs);
      await harness.sync.syncRepository(harness.id);
      await expectEqualsGitHub(harness);
    },
  );

  it("I1: stores a second change within the second of the first, read between the two", async () => {
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

describe("a repository that changes all the time", () => {
  it.each([
    ["a day", 24 * hourMs],
    ["never", Number.POSITIVE_INFINITY],
  ])(
    "is read once more after each run, and then waits as the host wants: %s",
    async (_, resyncAfterMs) => {
      const { github, sync, id } = await createSynced(3, { resyncAfterMs });
      const waits: number[] = [];
      for (let run = 0; run < 4; run += 1) {
        github.truth.editPullRequest({ ...edited, title: `Changed ${run}` });
        expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
        const dueAt = (await sync.getState(id))?.nextAttemptAt?.getTime() ?? 0;
        const waitMs = dueAt - github.clock.now().getTime();
        waits.push(waitMs);
        github.clock.advance(Math.min(waitMs, 24 * hourMs));
      }
      const whole = Math.min(resyncAfterMs, 31_557_600_000_000);
      // If the third is never due, it is requested.
      expect(waits).toEqual([10 * minuteMs, whole, 10 * minuteMs, whole]);
    },
  );

  it("a repository that changes all the time is also read once more after a run that came before that one was due", async () => {
    const { github, sync, id } = await createSynced(3);
    for (let run = 0; run < 3; run += 1) {
      github.truth.editPullRequest({ ...edited, title: `Changed ${run}` });
      await sync.syncRepository(id);
      const dueAt = (await sync.getState(id))?.nextAttemptAt?.getTime() ?? 0;
      expect(dueAt - github.clock.now().getTime()).toBe(10 * minuteMs);
      github.clock.advance(minuteMs);
    }
  });
});

describe("a worker that read a fresh change from a response that lags", () => {
  it.each([
    ["a day later", 24 * hourMs],
    ["never", Number.POSITIVE_INFINITY],
  ])(
    "I1: reads it once more when it has settled, and is due again %s",
    async (_, resyncAfterMs) => {
      let replicaLagMs = 0;
      const github = createFakeGitHub({
        replicaLagMs: ({ path }) => (path === "/graphql" ? replicaLagMs : 0),
      });
      const worker = createWorker({ github, resyncAfterMs });
      const { store, sync } = worker;
      openPullRequests(github, 3);
      const { id } = await store.trackRepository({ fullName, encryptedToken: "secret" });
      await sync.start();
      await worker.pass(minuteMs);
      replicaLagMs = minuteMs;
      github.truth.editPullRequest(edited);
      github.clock.advance(3000);
      await sync.requestSync(id);
      await worker.pass(1000);
      // The response did not have the change yet.
      expect(store.pullRequests(id)[1]?.snapshot.pullRequest.title).not.toBe("Changed");
      expect(await sync.getState(id)).toMatchObject({ status: "complete" });

      github.ledger.clear();
      await worker.pass(11 * minuteMs);
      expect(github.ledger.summary()).toMatchObject({ requests: 5, points: 1 });
      const { state, dirtyCount } = (await store.readState(id)) ?? {};
      expect([state?.status, dirtyCount]).toEqual(["complete", 0]);
      await expectEqualsGitHub({ github, store, id });

      github.ledger.clear();
      await worker.pass(23 * hourMs);
      expect(github.ledger.summary()).toMatchObject({ requests: 0 });
      expect(await sync.getState(id)).toEqual(state);
      await sync.stop({ graceMs: 0 });
    },
  );
});
