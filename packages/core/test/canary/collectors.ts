import { describeSyncStatus } from "@ghsync/core";
import { show, sightings } from "./canary.ts";
import type { CanaryWorld } from "./canary-world.ts";

type Collector = (world: CanaryWorld) => Iterable<unknown> | Promise<Iterable<unknown>>;

/** Where a token could appear. Add a line for every new output of ghsync. */
export const collectors: Readonly<Record<string, Collector>> = {
  "log lines": ({ logged }) => logged,
  "the console": ({ printed }) => printed,
  events: ({ events }) => events,
  outcomes: ({ outcomes }) => outcomes,
  jobs: ({ jobs }) => jobs,
  rejections: ({ rejections }) => rejections,
  "calls and results of the store": ({ calls }) => calls,
  "what is stored": storedOf,
  "the status to show": statusOf,
  "the database's files": ({ files }) => files(),
};

/** Returns where the token appears, with the text before it. */
export async function findings(world: CanaryWorld): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [place, collect] of Object.entries(collectors)) {
    for (const value of await collect(world)) {
      const text = show(value);
      for (const form of sightings(text)) {
        const at = text.indexOf(form);
        found.push(`${place}: ${text.slice(Math.max(0, at - 60), at + form.length)}`);
      }
    }
  }
  return found;
}

async function storedOf({ store, records, repositoryId }: CanaryWorld): Promise<unknown[]> {
  const now = new Date("2100-01-01T00:00:00Z");
  return [
    await store.listRepositories({ limit: 1000 }),
    await store.readState(repositoryId),
    await store.listDirty(repositoryId, { now, limit: 1000 }),
    records(repositoryId),
  ];
}

async function statusOf({ store, repositoryId, github }: CanaryWorld): Promise<unknown[]> {
  const found = await store.getRepository(repositoryId);
  return [found && describeSyncStatus(found, github.clock.now())];
}
