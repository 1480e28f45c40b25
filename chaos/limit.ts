import type { Figure } from "../bench/figures.ts";
import type { ChaosWorld } from "./chaos-world.ts";
import { countEnded, end, heldAt, longestSleepMs } from "./runs.ts";
import { untilTold } from "./start-worker.ts";

const processes = 4;
const repositories = 40 * processes;
const hourMs = 3_600_000;
/** From the first use of the credential to the end of its limit. */
const windowMs = 20_000;
const token = `ghp_${"0".repeat(36)}`;

/**
 * Four processes with forty repositories each find their credential used up: one request each at most before the limit ends, and nobody
 * sleeps over it.
 */
export async function limit(world: ChaosWorld): Promise<readonly Figure[]> {
  for (let index = 0; index < repositories; index += 1) await world.track(`o/r${index}`, 1, token);
  const resetMs = await exhaust(world);
  const asked = new Map<string, number>();
  world.github.onRequest(({ headers }) => {
    const name = headers.get("user-agent")?.split(" ")[0] ?? "";
    if (Date.now() < resetMs) asked.set(name, (asked.get(name) ?? 0) + 1);
  });
  const workers = Array.from({ length: processes }, (_, index) =>
    world.start({ name: `worker-${index}` }),
  );
  await untilTold(workers, () => countEnded(workers, "deferred") === repositories);
  const deferredMs = resetMs - Date.now();
  const pings = await Promise.all(workers.map(({ ping }) => ping()));
  const waitingMs = Date.now();

  await untilTold(workers, () => countEnded(workers, "complete") === repositories);
  const finishedMs = Date.now() - resetMs;
  const busy = workers.flatMap((worker) => heldAt(worker, waitingMs)).length;
  await end(...workers);
  const most = Math.max(0, ...asked.values());
  return [
    { name: "requests of a process before the limit's end", value: most, unit: "", atMost: 1 },
    { name: "deferred before the limit's end by", value: deferredMs, unit: "ms", atLeast: 1 },
    { name: "runs under way while all wait", value: busy, unit: "", atMost: 0 },
    { name: "slowest answer while all wait", value: Math.max(...pings), unit: "ms", atMost: 1000 },
    { name: "longest sleep in a run", value: longestSleepMs(workers), unit: "ms", atMost: 1000 },
    {
      name: "all complete after the limit's end in",
      value: finishedMs,
      unit: "ms",
      atMost: 60_000,
    },
    { name: "differences", value: (await world.differences()).length, unit: "", atMost: 0 },
  ];
}

/** Uses the credential up as if it had been so for most of an hour. Answers when its limit ends, in epoch milliseconds. */
async function exhaust({ github, shiftClock }: ChaosWorld): Promise<number> {
  shiftClock(windowMs - hourMs);
  github.setRemaining("core", 0);
  github.setRemaining("graphql", 0);
  const headers = { authorization: `token ${token}` };
  const { headers: told } = await github.fetch("https://api.github.com/user/repos", { headers });
  const body = JSON.stringify({ query: "query { viewer { login } }" });
  await github.fetch("https://api.github.com/graphql", { method: "POST", headers, body });
  shiftClock(0);
  github.ledger.clear();
  return 1000 * Number(told.get("x-ratelimit-reset"));
}
