import { createSync, type PullRequestSnapshot } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { fullName, happen, type SweepWorld, startWorld } from "./sweep-world.ts";

/** The pull requests of a repository, by number. */
export type Snapshots = ReadonlyMap<number, PullRequestSnapshot>;

/** What GitHub has before and after a world's change. */
export interface SweepTruth {
  readonly before: Snapshots;
  readonly after: Snapshots;
}

const truths = new WeakMap<SweepWorld, Promise<SweepTruth>>();

/** What a world's GitHub has, read where nothing fails. Read once a process. */
export function truthOf(world: SweepWorld): Promise<SweepTruth> {
  const truth = truths.get(world) ?? readTruth(world);
  truths.set(world, truth);
  return truth;
}

export function byNumber(snapshots: readonly PullRequestSnapshot[]): Snapshots {
  return new Map(snapshots.map((snapshot) => [snapshot.pullRequest.number, snapshot]));
}

async function readTruth(world: SweepWorld): Promise<SweepTruth> {
  const github = startWorld(world);
  const read = async () => {
    const store = createMemoryStore();
    const { id } = await store.trackRepository({ fullName });
    const sync = createSync({
      store,
      decryptor: { decrypt: async () => ({ credentialId: "truth", token: "truth" }) },
      github: { fetch: github.fetch, now: github.clock.now },
    });
    const { status } = await sync.syncRepository(id);
    if (status !== "complete") throw new Error(`The truth could not be read: ${status}.`);
    return byNumber(store.pullRequests(id).map(({ snapshot }) => snapshot));
  };
  const before = await read();
  happen(github, world.change);
  return { before, after: await read() };
}
