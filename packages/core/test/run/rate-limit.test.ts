import { createSync } from "@ghsync/core";
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
} from "../sync-harness.ts";

describe("a rate limit", () => {
  it("I9, I10: during a run defers the rest, does not sleep, and sends nothing before its end", async () => {
    const slept: number[] = [];
    const harness = await createHarness({
      batchSize: 5,
      client: { sleep: async (ms) => void slept.push(ms) },
    });
    const { github, sync, id, store } = harness;
    openPullRequests(github, 20);
    let reads = 0;
    github.onResponse(({ operation }) => {
      if (operation === "Hydrate" && ++reads === 2) github.setRemaining("graphql", 0);
    });

    const outcome = await sync.syncRepository(id);

    if (outcome.status !== "deferred") throw new Error(`The run ended as ${outcome.status}.`);
    const { resumeAt } = outcome;
    const now = github.clock.now();
    expect(resumeAt.getTime()).toBeGreaterThan(now.getTime());
    expect(resumeAt.getTime()).toBeLessThanOrEqual(now.getTime() + hourMs);
    expect(outcome.error).toMatchObject({ code: "rate_limited", limit: "primary" });
    expect(slept).toEqual([]);
    expect(store.pullRequests(id)).toHaveLength(10);
    expect(await store.readCredentialBlock("me graphql")).toEqual(resumeAt);
    expect(await store.readCredentialBlock("me")).toBeUndefined();
    expect(await sync.getState(id)).toMatchObject({
      status: "deferred",
      nextAttemptAt: resumeAt,
      lastSyncError: { code: "rate_limited", userActionable: false },
      consecutiveFailures: 0,
    });
    expect(await store.listDue(now, { limit: 10 })).toEqual([]);

    github.ledger.clear();
    github.clock.set(new Date(resumeAt.getTime() - 1000));
    expect(await sync.syncRepository(id)).toMatchObject({ status: "deferred", resumeAt });
    expect(github.ledger.summary().requests).toBe(0);

    github.clock.set(resumeAt);
    expect(await store.listDue(resumeAt, { limit: 10 })).toMatchObject([{ repository: { id } }]);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness, { every: 5 });
  });

  it.each([-5, 0, 5])(
    "I10: ends by the machine's clock, even %i minutes before GitHub's",
    async (minutes) => {
      const github = createFakeGitHub();
      const localNow = () => new Date(github.clock.now().getTime() + minutes * minuteMs);
      const harness = await createHarness({ github, client: { now: localNow } });
      const { sync, id, store } = harness;
      openPullRequests(github, 2);
      github.setRemaining("core", 0);
      const outcome = await sync.syncRepository(id);
      if (outcome.status !== "deferred") throw new Error(`The run ended as ${outcome.status}.`);
      const { resumeAt, error } = outcome;
      expect((await sync.getState(id))?.nextAttemptAt).toEqual(resumeAt);
      expect(resumeAt.getTime() - (error.resetAt?.getTime() ?? 0)).toBe(minutes * minuteMs);
      expect(await store.listDue(new Date(resumeAt.getTime() - 1), { limit: 1 })).toEqual([]);

      github.clock.set(error.resetAt ?? new Date(0));
      expect(await store.listDue(localNow(), { limit: 1 })).toHaveLength(1);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    },
  );

  it("I9: a limit defers every repository with the same credential, and none with another", async () => {
    const { github, sync, id, options } = await createSynced(2);
    github.setRemaining("core", 0);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "deferred" });
    github.ledger.clear();
    github.truth.createRepository({ fullName: "acme/other" });
    const other = await sync.trackRepository({ fullName: "acme/other" });
    expect(await sync.syncRepository(other.id)).toMatchObject({ status: "deferred" });
    expect(github.ledger.summary().requests).toBe(0);

    const decrypt = async () => ({ credentialId: "you", token: "y" });
    await createSync({ ...options, decryptor: { decrypt } }).syncRepository(other.id);
    expect(github.ledger.summary().requests).toBeGreaterThan(0);
  });

  it.each([403, 429] as const)(
    "I9: of the secondary kind, by %i, ends when GitHub says",
    async (status) => {
      const { github, sync, id } = await createSynced(2);
      const now = github.clock.now().getTime();
      const fault = {
        kind: "forbidden",
        reason: "secondary-limit",
        status,
        retryAfterS: 90,
      } as const;
      github.faults.add({ times: 1, fault });
      expect(await sync.syncRepository(id)).toMatchObject({
        status: "deferred",
        resumeAt: new Date(now + 90_000),
        error: { limit: "secondary" },
      });
      expect(github.ledger.summary().requests).toBe(1);
    },
  );

  it("I9: a limit that GraphQL reports with status 200 counts too", async () => {
    const harness = await createSynced(2);
    const { github, sync, id } = harness;
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Changed" });
    github.clock.advance(hourMs);
    const limit = { kind: "graphql-limit" } as const;
    github.faults.add({ when: { operation: "Hydrate" }, times: 1, fault: limit });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "deferred" });
    github.clock.advance(2 * hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("a rate limit is not what a 403 without proof of one is: that is an access error, for a user", async () => {
    const { github, sync, id } = await createSynced(2);
    github.faults.add({ fault: { kind: "forbidden", reason: "integration" } });
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: { code: "access_denied", userActionable: true, retryable: false },
    });
    // The list, and the repository itself.
    expect(github.ledger.summary().requests).toBe(2);
  });
});
