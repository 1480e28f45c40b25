import { createSync, type Sync, type SyncOptions } from "@ghsync/core";
import { createMemoryStore, type MemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { createKillableProcess, type Step } from "../../../../torture/killable-process.ts";
import { decryptor, fullName, hourMs, openPullRequests } from "../sync-harness.ts";

/** A GitHub and a store, for several processes in turn. */
export interface World {
  readonly github: FakeGitHub;
  readonly store: MemoryStore;
  readonly id: string;
  /** Starts a process with its own sync. */
  start(options?: Partial<Omit<SyncOptions, "github">>, fetch?: typeof globalThis.fetch): Sync;
}

/** Brings a newly tracked repository of four pull requests into a state. */
export type StartingState = (world: World) => Promise<void>;

const complete: StartingState = async ({ start, id, github }) => {
  await start().syncRepository(id);
  github.clock.advance(hourMs);
};

const change = ({ github: { truth, clock } }: World): void => {
  truth.editPullRequest({ repository: fullName, number: 1, title: "Edited" });
  truth.openPullRequest({ repository: fullName, actor: "ada", title: "One more" });
  truth.comment({ repository: fullName, number: 2, actor: "grace", body: "Why?" });
  const comments = [{ path: "src/change-3.ts", body: "Here." }];
  truth.submitReview({ repository: fullName, number: 3, actor: "grace", comments });
  clock.advance(hourMs);
};

const changed: StartingState = async (world) => {
  await complete(world);
  change(world);
};

/** Switches it off during its first batch, which leaves `syncing` behind. */
const pausedDuringRun: StartingState = async (world) => {
  const { start, id, github, store } = world;
  const end = github.onResponse(async ({ operation }) => {
    if (operation === "Hydrate") await store.updateRepository(id, { active: false });
  });
  await start().syncRepository(id);
  end();
  github.clock.advance(hourMs);
};

const failing = (rule: Parameters<FakeGitHub["faults"]["add"]>[0]): StartingState => {
  return async ({ start, id, github }) => {
    const heal = github.faults.add(rule);
    await start().syncRepository(id);
    heal();
    github.clock.advance(hourMs);
  };
};

/** Every state in which a worker can find a repository. */
export const startingStates: Readonly<Record<string, StartingState>> = {
  pending: async () => undefined,
  "complete, nothing changed": complete,
  "complete, changes waiting": changed,
  "partial, history": async ({ start, id, github }) => {
    const end = github.onRequest(() => void github.clock.advance(10));
    await start({ maxDurationMs: 1 }).syncRepository(id);
    end();
  },
  "partial, items": failing({
    when: { operation: "Hydrate" },
    times: 4,
    fault: { kind: "graphql-error", type: "NOT_FOUND", field: "PullRequest.reviews" },
  }),
  // Without a change, no run would find out that the permission is back.
  "partial, permission, changes waiting": async (world) => {
    await failing({
      fault: { kind: "graphql-error", type: "FORBIDDEN", field: "PullRequest.reviews" },
    })(world);
    change(world);
  },
  deferred: async ({ start, id, github }) => {
    github.setRemaining("graphql", 0);
    await start().syncRepository(id);
    github.clock.advance(hourMs + 1000);
  },
  "error, transient": failing({ fault: { kind: "reset" } }),
  "error, permanent": failing({ fault: { kind: "error", status: 401 } }),
  "syncing, of a dead worker": async ({ start, id, github, store }) => {
    const diesAt = ({ index }: Step) => index >= 21;
    const fate = { diesAt, diesAfter: true, beforeStep: async () => undefined };
    const killable = createKillableProcess(github.fetch, store, fate);
    await start({ store: killable.store }, killable.fetch).syncRepository(id);
    github.clock.advance(hourMs);
  },
  "paused during a run": pausedDuringRun,
  "paused during a run, resumed": async (world) => {
    await pausedDuringRun(world);
    await world.start().resume(world.id);
  },
  "reset, changes waiting": async (world) => {
    await changed(world);
    await world.start().resetRepository(world.id);
  },
};

/** A tracked repository in one of the {@link startingStates}. */
export async function createWorld(prepare: StartingState): Promise<World> {
  const github = createFakeGitHub();
  const store = createMemoryStore();
  openPullRequests(github, 4);
  const { id } = await store.trackRepository({ fullName });
  const world: World = {
    github,
    store,
    id,
    start: (options, fetch = github.fetch) => {
      const { now } = github.clock;
      const client = { fetch, now, sleep: async () => undefined, random: () => 0.5 };
      return createSync({ store, decryptor, batchSize: 2, github: client, ...options });
    },
  };
  await prepare(world);
  return world;
}
