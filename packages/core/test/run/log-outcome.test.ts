import { createSync, type RepoStore, type TokenDecryptor } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isVersionNotice } from "../../src/ports/logger.ts";
import { listOf, refusal } from "../support/refusals.ts";
import { createHarness, fullName, hourMs, minuteMs, openPullRequests } from "../sync-harness.ts";
import { createWorker } from "../tasks/worker-harness.ts";

const token = "ghp_0123456789abcdefghij";

/** The stored value names the credential; all have the same token. */
const decryptor: TokenDecryptor = {
  decrypt: async ({ encryptedToken }) => ({ credentialId: encryptedToken ?? "none", token }),
};

/** A sync that keeps its log lines, each with its level. */
function createLogged(options: { readonly resyncAfterMs?: number } = {}) {
  const github = createFakeGitHub();
  const store = createMemoryStore();
  const lines: string[] = [];
  const to = (level: string) => (message: string) => {
    if (!isVersionNotice(message)) lines.push(`${level} ${message}`);
  };
  const sync = createSync({
    ...{ store, decryptor, ...options },
    github: {
      fetch: github.fetch,
      now: github.clock.now,
      sleep: async () => undefined,
      random: () => 0.5,
      log: { warn: to("warn"), error: to("error") },
    },
  });
  const track = async (name: string, encryptedToken = "me") => {
    github.truth.createRepository({ fullName: name });
    return (await sync.trackRepository({ fullName: name, encryptedToken })).id;
  };
  const after = (ms: number) => new Date(github.clock.now().getTime() + ms).toISOString();
  return { github, store, sync, lines, track, after };
}

describe("what a run logs", () => {
  it("is nothing if it is complete, continues, or does not begin", async () => {
    const { github, store, sync, lines, track } = createLogged();
    const id = await track(fullName);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const now = github.clock.now();
    await store.acquireLease({ repositoryId: id, owner: "another", now, ttlMs: minuteMs });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "busy" });
    await sync.pause(id);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "inactive" });
    expect(await sync.syncRepository("none")).toMatchObject({ status: "unknown" });
    expect(lines).toEqual([]);
  });

  it("is one error if someone must act: repository, code, what to do, next try", async () => {
    const { github, sync, lines, track, after } = createLogged();
    const id = await track(fullName);
    github.faults.add({ fault: { kind: "error", status: 401 } });
    const outcome = await sync.syncRepository(id);
    if (outcome.status !== "error") throw new Error(`It is ${outcome.status}.`);
    expect(lines).toEqual([
      `error ${fullName}: token_refused. ${outcome.error.message} Someone must act. Next try: ${after(24 * hourMs)}.`,
    ]);
  });

  it("is one warning if it is retried by itself, in each run", async () => {
    const { github, sync, lines, track, after } = createLogged();
    const id = await track(fullName);
    github.faults.add({ fault: { kind: "reset" } });
    await sync.syncRepository(id);
    expect(lines).toEqual([
      expect.stringMatching(`^warn ${fullName}: transient\\. .* Next try: ${after(45_000)}\\.$`),
    ]);
    await sync.syncRepository(id);
    expect(lines).toHaveLength(2);
  });

  it("says that no next try comes by itself", async () => {
    const { github, sync, lines, track } = createLogged({
      resyncAfterMs: Number.POSITIVE_INFINITY,
    });
    const id = await track(fullName);
    github.faults.add({ fault: { kind: "error", status: 401 } });
    await sync.syncRepository(id);
    expect(lines).toEqual([expect.stringMatching(/Next try: when requestSync is called\.$/)]);
  });

  it("is one warning if a kind of child may not be read", async () => {
    const lines: string[] = [];
    const { github, sync, id } = await createHarness({
      client: { log: { warn: (line) => isVersionNotice(line) || lines.push(line) } },
    });
    openPullRequests(github, 1);
    github.faults.add({
      fault: { kind: "graphql-error", type: "FORBIDDEN", field: "PullRequest.reviews" },
    });
    github.faults.add({ when: { path: listOf.reviews }, fault: refusal });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "partial", reason: "permission" });
    expect(lines).toEqual([
      expect.stringMatching(/^acme\/api: access_denied\. .* reviews: .* Next try: 2026-\S+Z\.$/),
    ]);
  });

  it("is one line for all repositories that one limit defers, and one for each other credential", async () => {
    const { github, sync, lines, track } = createLogged();
    const ids: string[] = [];
    for (const name of ["a", "b", "c", "d"]) ids.push(await track(`acme/${name}`));
    const theirs = await track("acme/theirs", "another");
    github.setRemaining("core", 0);
    let endsAt = "";
    for (const id of [...ids, ...ids, theirs]) {
      github.clock.advance(1000);
      const outcome = await sync.syncRepository(id);
      if (outcome.status !== "deferred") throw new Error(`It is ${outcome.status}.`);
      endsAt ||= outcome.resumeAt.toISOString();
    }
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^warn acme\/a: rate_limited\. /);
    expect(lines[0]).toContain(`Next try: ${endsAt}. All repositories with this credential wait`);
    expect(lines[1]).toMatch(/^warn acme\/theirs: rate_limited\. /);
    github.clock.set(new Date(endsAt));
    github.clock.advance(1000);
    expect(await sync.syncRepository(ids[0] ?? "")).toMatchObject({ status: "complete" });
    github.setRemaining("core", 0);
    for (const id of ids) await sync.syncRepository(id);
    expect(lines).toHaveLength(3);
  });

  it("I11: contains no token and no query string", async () => {
    const { github, sync, lines, track } = createLogged();
    const id = await track(fullName);
    const message = `Bad credentials ${token}\nat https://api.github.com/user?access_token=${token}`;
    github.faults.add({ fault: { kind: "error", status: 401, message } });
    await sync.syncRepository(id);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain(token);
    expect(lines.join()).not.toMatch(/[\r\n]/);
  });
});

describe("a failing worker", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("goes to the console unless there is a logger", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue(undefined);
    const github = createFakeGitHub();
    const { sync, pass } = createWorker({ github, client: { log: undefined } });
    openPullRequests(github, 1);
    await sync.trackRepository({ fullName });
    const end = github.faults.add({ fault: { kind: "reset" } });
    await sync.start();
    await pass(0);
    end();
    await sync.stop();
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^acme\/api: transient\. /)]]);
  });

  it("includes a store that fails before a run has begun", async () => {
    const acquireLease = () => Promise.reject(new Error("The database is down."));
    const { github, sync, pass, logged } = createWorker({
      through: (store): RepoStore => ({ ...store, acquireLease }),
    });
    openPullRequests(github, 1);
    const { id } = await sync.trackRepository({ fullName });
    await sync.start();
    await pass(0);
    await sync.stop();
    const line = `^Repository ${id}: store_failed\\. .* acquireLease.* Next try: \\S+Z\\.$`;
    expect(logged).toContainEqual(expect.stringMatching(line));
  });
});
