import type { Figure } from "../bench/figures.ts";
import type { ChaosWorld } from "./chaos-world.ts";
import { end, endsOf } from "./runs.ts";
import { untilReceived, type Worker } from "./start-worker.ts";

const graceMs = 500;
const batchSize = 10;
const pullRequests = 200;
/** What a stop may cost: the answer that was under way, the four streams' pages, a page of the history. */
const extraRequests = 6;
const token = `ghp_${"0".repeat(36)}`;

/** A worker gets SIGTERM in the middle of a run. It ends in time and releases its lease, and the next worker continues the run. */
export async function term(world: ChaosWorld): Promise<readonly Figure[]> {
  const { github } = world;
  // So that the grace time is over before the run is.
  const hurry = github.faults.add({ fault: { kind: "latency", ms: 100 } });
  await world.track("o/fresh", pullRequests, token);
  const fresh = await runOne(world, "fresh");

  const id = await world.track("o/r", pullRequests, token);
  github.ledger.clear();
  const first = world.start({ name: "first", graceMs, batchSize });
  await untilReceived([first], () => stored(first).length >= 5 * batchSize);
  const signalledMs = Date.now();
  const begun =
    first.received("event").find(({ type }) => type === "run.started")?.at ?? signalledMs;
  const [code] = await end(first);
  const endedMs = Date.now() - signalledMs;
  const firstRequests = github.ledger.entries.length;
  const read = (await world.repositories()).find(({ repository }) => repository.id === id);

  const ending = [
    { name: "ended after", value: endedMs, unit: "ms" },
    {
      name: "of that past the grace time, for the run's time until then",
      value: (endedMs - graceMs) / (signalledMs - begun),
      unit: "",
      atMost: 1,
    },
    { name: "exit code", value: code ?? 1, unit: "", atMost: 0 },
    { name: "leases left", value: read?.lease ? 1 : 0, unit: "", atMost: 0 },
    {
      name: "stopped in mid-run",
      value: Number(read?.state.reason === "stopped"),
      unit: "",
      atLeast: 1,
    },
  ];
  // Nothing is left for a next start.
  if (read?.state.reason !== "stopped") return ending;

  const second = await runOne(world, "second");
  hurry();
  const twice = stored(first).filter((number) => second.stored.includes(number)).length;
  const extra = firstRequests + second.requests - fresh.requests;
  return [
    ...ending,
    { name: "requests of a fresh sync", value: fresh.requests, unit: "" },
    {
      name: "requests of the next start",
      value: second.requests,
      unit: "",
      atMost: fresh.requests - 1,
    },
    { name: "requests that the stop cost", value: extra, unit: "", atMost: extraRequests },
    { name: "pull requests read twice", value: twice, unit: "", atMost: batchSize },
    { name: "differences", value: (await world.differences()).length, unit: "", atMost: 0 },
  ];
}

async function runOne(world: ChaosWorld, name: string) {
  world.github.ledger.clear();
  const worker = world.start({ name, batchSize });
  await untilReceived([worker], () => endsOf(worker).length === 1);
  const requests = world.github.ledger.entries.length;
  await end(worker);
  return { requests, stored: stored(worker) };
}

function stored({ received }: Worker): readonly number[] {
  return received("event").flatMap(({ number }) => number ?? []);
}
