import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Figure } from "../bench/figures.ts";
import type { ChaosWorld } from "./chaos-world.ts";
import { end, endsOf } from "./runs.ts";
import { untilReceived } from "./start-worker.ts";

const leaseMs = 1000;
const token = `ghp_${"0".repeat(36)}`;

/** A worker is frozen during a GitHub request. It wakes after another worker has done its work, and writes nothing. */
export async function freeze(world: ChaosWorld): Promise<readonly Figure[]> {
  const { github } = world;
  const id = await world.track("o/r", 60, token);
  const first = world.start({ name: "first", leaseMs, batchSize: 10 });
  const frozen = new Promise<void>((resolve) => {
    let batches = 0;
    const remove = github.onResponse(({ operation }) => {
      if (operation !== "Hydrate" || ++batches < 3) return;
      remove();
      first.signal("SIGSTOP");
      resolve();
    });
  });
  await frozen;
  const [held] = await world.repositories();
  const storedBefore = (await world.rows(id)).length;
  await untilPast(held?.lease?.expiresAt);

  const second = world.start({ name: "second", leaseMs, batchSize: 10 });
  await untilReceived([second], () => endsOf(second).length === 1);
  const before = await world.rows(id);
  first.signal("SIGCONT");
  await untilReceived([first], () => endsOf(first).length === 1);
  const after = await world.rows(id);
  await end(first, second);
  const [ended] = endsOf(first);
  const [finished] = endsOf(second);
  const fences = [first, second].map(({ received }) => received("lease")[0]?.fence ?? 0);
  const flag = (isSo: boolean) => Number(isSo);
  const once = { unit: "", atLeast: 1 } as const;
  return [
    { name: "rows stored when it froze", value: storedBefore, unit: "", atLeast: 1 },
    { name: "rows stored when it woke", value: before.length, unit: "", atLeast: storedBefore + 1 },
    { name: "the other one finished", value: flag(finished?.status === "complete"), ...once },
    { name: "fences in order", value: flag((fences[0] ?? 0) < (fences[1] ?? 0)), ...once },
    { name: "it was refused", value: first.received("refused").length, ...once },
    { name: "its run ended as busy", value: flag(ended?.status === "busy"), ...once },
    { name: "rows and revision unchanged", value: flag(isDeepStrictEqual(before, after)), ...once },
    { name: "differences", value: (await world.differences()).length, unit: "", atMost: 0 },
  ];
}

async function untilPast(instant: Date | undefined): Promise<void> {
  if (!instant) throw new Error("No worker has the repository's lease.");
  await setTimeout(Math.max(0, instant.getTime() - Date.now() + 1));
}
