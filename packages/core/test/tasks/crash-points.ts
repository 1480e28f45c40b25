import type { RepositoryStatus } from "@ghsync/core";
import { expect } from "vitest";
import { createKillableProcess, type Step } from "../../../../torture/killable-process.ts";
import { expectEqualsGitHub, minuteMs, storedFacts } from "../sync-harness.ts";
import { createWorld, type StartingState, type World } from "./starting-states.ts";
import { createWorker } from "./worker-harness.ts";

export const leaseMs = 120_000;

type Facts = ReturnType<typeof storedFacts>;

/** A world in which a worker has just died. */
export interface CrashPoint {
  /** A name of the step for messages. */
  readonly at: string;
  readonly world: World;
  /** What is stored once a worker has recovered. */
  readonly expected: Facts;
  /**
   * Returns what has to be stored if this status says that nothing is missing, or `undefined` if it
   * must not say so.
   */
  wholeBy(status: RepositoryStatus): Facts | undefined;
}

/** Lets a worker die before or after each of its requests and calls of the store in turn. */
export async function* crashPoints(
  prepare: StartingState,
  diesAfter: boolean,
): AsyncGenerator<CrashPoint> {
  const untouched = await createWorld(prepare);
  const found = storedFacts(untouched);
  const foundStatus = await untouched.start().getStatus(untouched.id);
  // GitHub's `Date` has whole seconds.
  const lastSecond = new Date(untouched.github.clock.now().getTime() - 1000);
  await recover(untouched);
  await expectEqualsGitHub(untouched);
  const expected = storedFacts(untouched);
  const wholeBy = ({ lastSyncAt }: RepositoryStatus): Facts | undefined => {
    // The status is about the time up to `lastSyncAt`.
    if (new Date(lastSyncAt ?? 0) > lastSecond) return expected;
    return foundStatus?.status === "complete" ? found : undefined;
  };

  for (let deadlyStep = 0; ; deadlyStep += 1) {
    const world = await createWorld(prepare);
    const { github, store, id } = world;
    const killable = createKillableProcess(github.fetch, store, {
      diesAt: ({ index }: Step) => index >= deadlyStep,
      diesAfter,
      beforeStep: async () => undefined,
    });
    const dying = world.start({ store: killable.store }, killable.fetch);
    await dying.syncRepository(id).catch(() => undefined);
    if (!killable.isDead()) break;
    yield { at: `step ${deadlyStep}`, world, expected, wholeBy };
  }
}

/** A worker that starts when the repository is due completes it and releases the lease. */
export async function recover({ github, store, id, start }: World): Promise<void> {
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
