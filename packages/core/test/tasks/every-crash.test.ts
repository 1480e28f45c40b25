import { english } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createKillableProcess, type Step } from "../../../../torture/killable-process.ts";
import { expectEqualsGitHub, minuteMs, storedFacts } from "../sync-harness.ts";
import { createWorld, startingStates, type World } from "./starting-states.ts";
import { createWorker } from "./worker-harness.ts";

const leaseMs = 120_000;

describe.each(Object.entries(startingStates))("a worker that finds %s", (_, prepare) => {
  it.each([
    ["before", false],
    ["after", true],
  ])(
    "I14, I15: and dies %s any request or call of the store, leaves a true status, and the next worker recovers",
    { timeout: 60_000 },
    async (_, diesAfter) => {
      const untouched = await createWorld(prepare);
      const found = storedFacts(untouched);
      // GitHub's `Date` has whole seconds.
      const lastSecond = new Date(untouched.github.clock.now().getTime() - 1000);
      await recover(untouched);
      await expectEqualsGitHub(untouched);
      const expected = storedFacts(untouched);

      let deaths = 0;
      for (let deadlyStep = 0; ; deadlyStep += 1) {
        const world = await createWorld(prepare);
        const { github, store, id } = world;
        const fate = {
          diesAt: ({ index }: Step) => index >= deadlyStep,
          diesAfter,
          beforeStep: async () => undefined,
        };
        const killable = createKillableProcess(github.fetch, store, fate);
        const dying = world.start({ store: killable.store }, killable.fetch);
        await dying.syncRepository(id).catch(() => undefined);
        if (!killable.isDead()) break;
        deaths += 1;

        const at = `step ${deadlyStep}`;
        const expectTrueStatus = async () => {
          const status = await world.start().getStatus(id);
          if (status?.status !== "complete") {
            expect(status?.label, at).not.toBe(english.situations.complete[0]);
            // A page without news shows no longer than this that the run goes on.
            const { leaseEndsInMs = 0 } = status ?? {};
            expect(status?.label === english.situations.syncing[0], at).toBe(leaseEndsInMs > 0);
            expect(leaseEndsInMs, at).toBeLessThanOrEqual(leaseMs);
            return status;
          }
          // The status is about the time up to `lastSyncAt`.
          const isNew = new Date(status.lastSyncAt ?? 0) > lastSecond;
          expect(storedFacts(world), at).toEqual(isNew ? expected : found);
          return status;
        };
        await expectTrueStatus();
        github.clock.advance(leaseMs);
        const left = await expectTrueStatus();
        expect(left?.status, at).not.toBe("syncing");
        if (left?.status === "stalled") expect(left.retryAt, at).toBeUndefined();

        await recover(world);
        expect(storedFacts(world), at).toEqual(expected);
      }
      expect(deaths).toBeGreaterThan(0);
    },
  );
});

/** A worker that starts when the repository is due completes it and releases the lease. */
async function recover({ github, store, id, start }: World): Promise<void> {
  await start().resume(id);
  const { retryAt } = (await start().getStatus(id)) ?? {};
  const dueAt = new Date(retryAt ?? 0);
  if (dueAt > github.clock.now()) github.clock.set(dueAt);
  const worker = createWorker({ github, store, batchSize: 2 });
  await worker.sync.start();
  await worker.pass(2 * minuteMs);
  expect(await worker.sync.getStatus(id)).toMatchObject({ status: "complete" });
  expect((await store.getRepository(id))?.lease).toBeUndefined();
  await worker.sync.stop();
}
