import { describe, expect, test } from "vitest";
import { canary, show, sightings } from "./canary.ts";
import { stores } from "./canary-stores.ts";
import { type CanaryWorld, createCanaryWorld } from "./canary-world.ts";
import { collectors, findings } from "./collectors.ts";
import { troubles } from "./troubles.ts";

function endOf(outcome: Awaited<ReturnType<CanaryWorld["run"]>>): string {
  if (outcome === undefined) return "rejected";
  return outcome.status === "error" ? outcome.error.code : outcome.status;
}

describe.each(["memory", "SQLite"] as const)(
  "I11: with a store in %s",
  { timeout: 60_000 },
  (name) => {
    for (const [trouble, { start, ends }] of Object.entries(troubles)) {
      test(`the token appears nowhere when ${trouble}`, async () => {
        const world = await createCanaryWorld(stores[name]);
        const [first, second] = typeof ends === "string" ? [ends, ends] : ends;

        const endFirst = start(world);
        expect(endOf(await world.run()), "the first sync").toBe(first);
        endFirst?.();
        expect(endOf(await world.run()), "the one after it").toBe("complete");
        const endSecond = start(world);
        expect(endOf(await world.run()), "an incremental one").toBe(second);
        endSecond?.();
        expect(endOf(await world.run()), "the last one").toBe("complete");
        const endThird = start(world);
        await world.work();
        endThird?.();

        expect(world.jobs).toContainEqual(expect.objectContaining({ task: "sync-repository" }));
        expect(world.carried()).toBeGreaterThan(0);
        expect(await findings(world)).toEqual([]);
      });
    }
  },
);

describe("I11: the test finds the token where it is", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");

  test.each([
    ["a text", `?token=${canary}&page=2`],
    ["a percent-encoded text", `?token=${encodeURIComponent(canary)}&page=2`],
    ["base64", base64(canary)],
    ["base64 of more", base64(`x:${canary}:x`)],
    ["base64url of more", Buffer.from(`xy${canary}`).toString("base64url")],
    ["hex", Buffer.from(canary).toString("hex")],
    ["bytes", Buffer.from(`row ${canary}`)],
    ["a message", new Error(canary)],
    ["a cause", new Error("", { cause: new Error("", { cause: { canary } }) })],
    ["a stack", Object.assign(new Error("None."), { stack: `Error: ${canary}` })],
    ["a hidden property", Object.defineProperty({}, "token", { value: canary })],
    ["a symbol's property", { [Symbol("token")]: { deep: [canary] } }],
    ["a getter", Object.defineProperty({}, "token", { get: () => canary })],
    ["its JSON", { toJSON: () => canary }],
    ["a map", new Map([[{ key: canary }, 1]])],
    ["a long list", Array.from({ length: 500 }, (_, index) => (index === 400 ? canary : ""))],
    ["a long text", "x".repeat(100_000) + canary],
  ])("in %s", (_, value) => {
    expect(sightings(show(value))).not.toEqual([]);
  });

  test("in every place", async () => {
    const world = await createCanaryWorld(stores.SQLite);
    const { store, repositoryId, github } = world;
    await store.trackRepository({ fullName: `acme/${canary}`, encryptedToken: canary });
    const now = github.clock.now();
    const lease = await store.acquireLease({ repositoryId, owner: "me", now, ttlMs: 1 });
    if (!lease) throw new Error("The repository is held.");
    const error = { code: "transient", message: canary, requestId: null, at: now };
    const lastSyncError = { ...error, userActionable: false };
    const state = { status: "error", lastSyncError } as const;
    await store.commitPage(lease, { revision: 0, state });
    const { logged, printed, events, outcomes, rejections, calls, jobs } = world;
    const lists = [logged, printed, events, outcomes, rejections, calls, jobs] as unknown[][];
    for (const list of lists) {
      list.push({ canary });
    }
    const places = (await findings(world)).map((finding) => finding.split(": ")[0]);
    expect(new Set(places)).toEqual(new Set(Object.keys(collectors)));
  });
});
