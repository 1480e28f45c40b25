import assert from "node:assert/strict";
import { at } from "../../at.ts";
import { exampleState } from "../example/example-state.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun } from "../start-run.ts";

/** The state of a repository's sync. */
export const stateCases: readonly RepoStoreCase[] = [
  {
    name: "A state comes back as it was written, with the instants of its checkpoint",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ state: exampleState });
      assert.deepEqual((await store.getRepository(id))?.state, exampleState);
      assert.deepEqual((await store.readState(id))?.state, exampleState);
    },
  },
  {
    name: "A patch replaces the parts that it names, whole, and leaves the others",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ state: exampleState });
      const patch = {
        status: "complete" as const,
        lastSuccessAt: at(20),
        consecutiveFailures: 0,
        progress: { phase: "incremental" as const, done: 1, total: 1, totalExact: true },
        checkpoint: { streams: { issues: { since: at(20) } } },
      };
      await commit({ state: patch });
      assert.deepEqual((await store.getRepository(id))?.state, { ...exampleState, ...patch });
    },
  },
  {
    name: "A part that a patch names with undefined is cleared",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ state: exampleState });
      const { status, consecutiveFailures, checkpoint, ...parts } = exampleState;
      const names = Object.keys(parts);
      await commit({ state: Object.fromEntries(names.map((name) => [name, undefined])) });
      assert.deepEqual((await store.getRepository(id))?.state, {
        status,
        consecutiveFailures,
        checkpoint,
      });
    },
  },
  {
    name: "A commit without state, or with an empty one, leaves the state",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ state: exampleState });
      await commit({});
      await commit({ state: {} });
      assert.deepEqual((await store.getRepository(id))?.state, exampleState);
    },
  },
  {
    name: "A lease that is taken, renewed and given back leaves the state",
    async run({ store }) {
      const { id, lease, commit } = await startRun(store);
      await commit({ state: exampleState });
      const before = await store.readState(id);
      await store.renewLease(lease, { now: at(1), ttlMs: 60_000 });
      await store.releaseLease(lease);
      await store.acquireLease({ repositoryId: id, owner: "b", now: at(2), ttlMs: 60_000 });
      assert.deepEqual(await store.readState(id), before);
    },
  },
];
