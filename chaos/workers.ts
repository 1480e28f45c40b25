import type { Figure } from "../bench/figures.ts";
import type { ChaosWorld } from "./chaos-world.ts";
import { countEnded, end, endsOf, underWay } from "./runs.ts";
import { untilReceived, type Worker } from "./start-worker.ts";

const repositories = 200;
const tenants = 8;
const leaseMs = 10_000;

/** Two workers share a database. One is killed in the middle of a run, and the other finishes its work. */
export async function workers(world: ChaosWorld): Promise<readonly Figure[]> {
  for (let index = 0; index < repositories; index += 1) {
    await world.track(`o/r${index}`, 2, `ghp_${String(index % tenants).repeat(36)}`);
  }
  const started = Date.now();
  const fleet = ["first", "second"].map((name) => world.start({ name, leaseMs })) as [
    Worker,
    Worker,
  ];
  const [first, second] = fleet;
  await untilReceived([first], () => endsOf(...fleet).length >= 60 && underWay(first).length > 0);
  first.signal("SIGKILL");
  await first.ended;
  const killed = Date.now();
  const orphans = underWay(first);

  await untilReceived([second], () => countEnded(fleet, "complete") === repositories);
  const allMs = Date.now() - started;
  // An orphan's turn comes when its lease has ended and what waited before it has begun.
  const [others, takeOvers] = [false, true].map((isOrphan) =>
    second
      .received("lease")
      .filter(({ repositoryId }) => orphans.includes(repositoryId) === isOrphan)
      .map(({ at }) => at),
  ) as [number[], number[]];
  const turn = Math.max(killed + leaseMs, ...others);
  const idleMs = Math.max(0, Math.max(...takeOvers) - turn);
  const reads = await world.repositories();
  await end(second);
  const leases = fleet.flatMap(({ received }) => received("lease"));
  const names = leases.map(({ repositoryId, fence }) => `${repositoryId} ${fence}`);
  return [
    { name: "repositories", value: repositories, unit: "" },
    { name: "complete", value: countComplete(reads), unit: "", atLeast: repositories },
    {
      name: "of them by the one that was killed",
      value: countEnded([first], "complete"),
      unit: "",
      atLeast: 1,
    },
    { name: "under way when it was killed", value: orphans.length, unit: "", atLeast: 1 },
    { name: "of them taken over", value: takeOvers.length, unit: "", atLeast: orphans.length },
    {
      name: "share of all the time that they waited past their turn",
      value: idleMs / allMs,
      unit: "",
      atMost: 0.2,
    },
    { name: "leases", value: leases.length, unit: "", atLeast: repositories + orphans.length },
    { name: "fences held twice", value: names.length - new Set(names).size, unit: "", atMost: 0 },
    { name: "differences", value: (await world.differences()).length, unit: "", atMost: 0 },
    { name: "in all", value: allMs / 1000, unit: "s" },
  ];
}

function countComplete(reads: Awaited<ReturnType<ChaosWorld["repositories"]>>): number {
  return reads.filter(({ state, lease }) => state.status === "complete" && !lease).length;
}
