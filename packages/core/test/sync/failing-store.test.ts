import { createSync, type RepoStore } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";

/** How a method of the store fails, once. */
type Failure = { readonly method: keyof RepoStore; readonly nth: number; readonly after?: boolean };

/** A sync of three pull requests, on a store whose method throws once: instead of its work, or after it. */
async function createFailingSync({ method, nth, after = false }: Failure) {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  for (const title of ["One", "Two", "Three"]) {
    github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title });
  }
  github.clock.advance(3_600_000);
  const memory = createMemoryStore();
  let calls = 0;
  const store: RepoStore = {
    ...memory,
    [method]: async (...args: unknown[]) => {
      calls += 1;
      const fails = calls === nth;
      if (fails && !after) throw new Error("The connection broke.");
      const answer = await (memory[method] as (...args: unknown[]) => unknown)(...args);
      if (fails) throw new Error("The connection broke.");
      return answer;
    },
  };
  const sync = createSync({
    store,
    decryptor: { decrypt: async () => ({ credentialId: "user:1", token: "x" }) },
    github: { fetch: github.fetch, now: () => github.clock.now(), sleep: async () => undefined },
    batchSize: 1,
  });
  const { id } = await sync.trackRepository({ fullName: "acme/api" });
  return { github, memory, sync, id };
}

const titles = (memory: ReturnType<typeof createMemoryStore>, id: string) =>
  memory.pullRequests(id).map(({ snapshot }) => snapshot.pullRequest.title);

describe("a store that fails", () => {
  it.each(
    [1, 2, 3, 4, 5, 6, 7].flatMap((nth) => [
      { nth, after: false },
      { nth, after: true },
    ]),
  )("leaves a true status and a free lease at commit $nth, written: $after", async (when) => {
    const { memory, sync, id } = await createFailingSync({ method: "commitPage", ...when });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "error", error: { code: "store_failed" } });
    expect(await sync.getState(id)).toMatchObject({
      status: "error",
      lastSyncError: { code: "store_failed" },
      consecutiveFailures: 1,
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(titles(memory, id)).toEqual(["One", "Two", "Three"]);
  });

  it("leaves no lease behind when the state cannot be read", async () => {
    const { sync, id } = await createFailingSync({ method: "readState", nth: 1 });
    await expect(sync.syncRepository(id)).rejects.toMatchObject({ code: "store_failed" });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  });

  it("says deferred even where the credential could not be blocked", async () => {
    const { github, sync, id } = await createFailingSync({ method: "blockCredential", nth: 1 });
    github.setRemaining("core", 0);
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "deferred", error: { code: "rate_limited" } });
    expect(await sync.getState(id)).toMatchObject({
      status: "deferred",
      nextAttemptAt: new Date(github.clock.now().getTime() + 3_600_000),
    });
    github.clock.advance(3_600_000);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  });

  it("rejects with the driver's error as its cause before a run has begun", async () => {
    const { sync, id } = await createFailingSync({ method: "acquireLease", nth: 1 });
    await expect(sync.syncRepository(id)).rejects.toMatchObject({
      code: "store_failed",
      retryable: true,
      message: expect.stringContaining("acquireLease"),
      cause: new Error("The connection broke."),
    });
  });
});
