import type { Figure } from "../bench/figures.ts";
import type { ChaosWorld } from "./chaos-world.ts";
import { countEnded, end, endsOf, heldOver, longestSleepMs } from "./runs.ts";
import { untilReceived, type Worker } from "./start-worker.ts";

const processes = 4;
const repositories = 40 * processes;
const hourMs = 3_600_000;
/** How long the limit lasts, in times that a process takes to start. */
const startsAWindow = 20;
const token = `ghp_${"0".repeat(36)}`;

/**
 * Four processes with forty repositories each have a credential without quota. Each sends at most one request before the limit ends,
 * and no worker sleeps until then.
 */
export async function limit(world: ChaosWorld): Promise<readonly Figure[]> {
  const windowMs = startsAWindow * (await timeToStart(world));
  for (let index = 0; index < repositories; index += 1) await world.track(`o/r${index}`, 1, token);
  const resetMs = await exhaust(world, windowMs);
  const asked = new Map<string, number>();
  world.github.onRequest(({ headers }) => {
    const name = headers.get("user-agent")?.split(" ")[0] ?? "";
    if (Date.now() < resetMs) asked.set(name, (asked.get(name) ?? 0) + 1);
  });
  const workers = Array.from({ length: processes }, (_, index) =>
    world.start({ name: `worker-${index}` }),
  );
  await untilReceived(workers, () => countEnded(workers, "deferred") === repositories);
  const deferredMs = resetMs - Date.now();
  const waitingMs = Date.now();
  let answered = 0;
  const pings = workers.map(async ({ ping }) => {
    await ping();
    if (Date.now() < resetMs) answered += 1;
  });
  await Promise.all(pings);

  await untilReceived(workers, () => countEnded(workers, "complete") === repositories);
  const finishedMs = Date.now() - resetMs;
  const held = workers.flatMap((worker) => heldOver(worker, waitingMs, resetMs)).length;
  const early = completeBefore(workers, resetMs);
  await end(...workers);
  const most = Math.max(0, ...asked.values());
  return [
    { name: "requests of a process before the limit's end", value: most, unit: "", atMost: 1 },
    { name: "the limit lasts", value: windowMs, unit: "ms" },
    { name: "all deferred before its end by", value: deferredMs, unit: "ms", atLeast: 1 },
    { name: "complete before its end", value: early, unit: "", atMost: 0 },
    { name: "runs that were held over its end", value: held, unit: "", atMost: 0 },
    {
      name: "processes that answered while all wait",
      value: answered,
      unit: "",
      atLeast: processes,
    },
    {
      name: "longest sleep in a run, for the limit's time",
      value: longestSleepMs(workers) / windowMs,
      unit: "",
      atMost: 0.1,
    },
    { name: "all complete after its end in", value: finishedMs, unit: "ms" },
    { name: "differences", value: (await world.differences()).length, unit: "", atMost: 0 },
  ];
}

function completeBefore(workers: readonly Worker[], instantMs: number): number {
  return endsOf(...workers).filter(({ status, at }) => status === "complete" && at < instantMs)
    .length;
}

/** How long a process takes to start without work, on this machine under its present load. */
async function timeToStart(world: ChaosWorld): Promise<number> {
  const started = Date.now();
  const probe = world.start({ name: "probe" });
  await probe.until(() => probe.received("ready").length > 0);
  const tookMs = Date.now() - started;
  await end(probe);
  return tookMs;
}

/** Spends the credential's quota, as if most of its hour had passed. Returns when the limit ends, in epoch milliseconds. */
async function exhaust({ github, shiftClock }: ChaosWorld, windowMs: number): Promise<number> {
  shiftClock(windowMs - hourMs);
  github.setRemaining("core", 0);
  github.setRemaining("graphql", 0);
  const headers = { authorization: `token ${token}` };
  const { headers: answered } = await github.fetch("https://api.github.com/user/repos", {
    headers,
  });
  const body = JSON.stringify({ query: "query { viewer { login } }" });
  await github.fetch("https://api.github.com/graphql", { method: "POST", headers, body });
  shiftClock(0);
  github.ledger.clear();
  return 1000 * Number(answered.get("x-ratelimit-reset"));
}
