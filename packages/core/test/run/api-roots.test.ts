import { createSync, type Sync } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  type Harness,
  hourMs,
  openPullRequests,
  storedFacts,
} from "../sync-harness.ts";

const serverUrl = "https://ghe.example.com/api/v3";

/** The harness's store, synced from another server, where its ids name another repository. */
function createOther(
  { options, github }: Pick<Harness, "options" | "github">,
  baseUrl = serverUrl,
  olderRepositories = 0,
) {
  const other = createFakeGitHub();
  for (let index = 0; index < olderRepositories; index += 1) {
    other.truth.createRepository({ fullName: `acme/older-${index}` });
  }
  openPullRequests(other, 2);
  other.clock.set(github.clock.now());
  return { sync: createMoved({ options, github: other }, baseUrl), github: other };
}

/** A sync that reaches a GitHub by its own address. */
function createMoved(
  { options, github }: Pick<Harness, "options" | "github">,
  baseUrl = serverUrl,
): Sync {
  const fetch: typeof globalThis.fetch = (input, init) => {
    const { pathname, search } = new URL(String(input));
    const path = pathname.replace(/^\/api(\/v3)?/, "");
    return github.fetch(`https://api.github.com${path}${search}`, init);
  };
  return createSync({ ...options, github: { ...options.github, fetch, baseUrl } });
}

describe("a repository with another baseUrl than at its first contact", () => {
  it("is refused, sends nothing, keeps what is stored, and continues by the first one", async () => {
    const harness = await createSynced(3);
    const { github, sync, id, store } = harness;
    const before = storedFacts(harness);
    const other = createOther(harness);
    expect(await other.sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: { code: "config_invalid", retryable: false, userActionable: true },
    });
    const { message: detail } = (await sync.getStatus(id))?.operator ?? {};
    expect(detail).toMatch(/https:\/\/api\.github\.com.*https:\/\/ghe\.example\.com\/api\/v3/);
    expect(detail).toMatch(/resetRepository.* untrack .* deleteRecords .* another tenant/);
    expect(other.github.ledger.entries).toEqual([]);
    expect(storedFacts(harness)).toEqual(before);
    expect(await store.getRepository(id)).toMatchObject({ repository: { fullName } });
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Changed" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("continues at its server's new address after a reset, and keeps that one", async () => {
    const harness = await createSynced(3);
    const { github, sync, id } = harness;
    const moved = createMoved(harness);
    expect(await moved.syncRepository(id)).toMatchObject({ error: { code: "config_invalid" } });
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Changed" });
    github.clock.advance(hourMs);
    expect(await moved.resetRepository(id)).toBe(true);
    expect(await moved.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
    expect(await sync.syncRepository(id)).toMatchObject({ error: { code: "config_invalid" } });
  });

  it("is also refused after a reset if the name has another id there", async () => {
    const harness = await createSynced(3);
    const { sync, id } = harness;
    const before = storedFacts(harness);
    const other = createOther(harness, serverUrl, 1);
    expect(await sync.resetRepository(id)).toBe(true);
    const refused = { status: "error", error: { code: "config_invalid" } };
    expect(await other.sync.syncRepository(id)).toMatchObject(refused);
    expect(storedFacts(harness)).toEqual(before);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("is synced from there under another tenant, or after it is untracked with its records", async () => {
    const harness = await createSynced(3);
    const { sync, id, store } = harness;
    const other = createOther(harness);
    const again = { fullName, encryptedToken: "secret" };
    const tenant = await sync.trackRepository({ ...again, tenantId: "other" });
    expect(await other.sync.syncRepository(tenant.id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub({ github: other.github, store, id: tenant.id });
    await sync.untrackRepository(id, { deleteRecords: true });
    const trackedAgain = await sync.trackRepository(again);
    expect(await other.sync.syncRepository(trackedAgain.id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub({ github: other.github, store, id: trackedAgain.id });
  });
});

it("treats two spellings of one API as the same", async () => {
  const harness = await createHarness();
  const other = createOther(harness);
  expect(await other.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
  for (const baseUrl of ["https://GHE.example.com/api/v3", "https://ghe.example.com:443/api/v3"]) {
    const same = createOther(harness, baseUrl);
    expect(await same.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
  }
});

it("uses the current API for a checkpoint that names none, and stores it", async () => {
  const harness = await createSynced(2);
  const { github, sync, id, store } = harness;
  const now = github.clock.now();
  const lease = await store.acquireLease({ repositoryId: id, owner: "old", now, ttlMs: 1000 });
  const read = await store.readState(id);
  if (!lease || !read) throw new Error("The repository can't be had.");
  const { apiRoot, ...checkpoint } = read.state.checkpoint;
  expect(apiRoot).toBe("https://api.github.com");
  await store.commitPage(lease, { revision: read.revision, state: { checkpoint } });
  await store.releaseLease(lease);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  expect(github.ledger.summary()).toMatchObject({ requests: 4 });
  const { sync: other } = createOther(harness);
  expect(await other.syncRepository(id)).toMatchObject({ error: { code: "config_invalid" } });
});
