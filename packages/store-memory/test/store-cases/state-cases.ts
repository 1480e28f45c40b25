import assert from "node:assert/strict";
import type { DirtyPullRequest, SyncState } from "@ghsync/core";
import { at, type StoreCase, startRun } from "./store-case.ts";

const full: SyncState = {
  status: "partial",
  reason: "history",
  lastAttemptAt: at(1),
  lastSuccessAt: at(2),
  lastSyncAt: at(3),
  historyCompletedAt: at(4),
  nextAttemptAt: at(5),
  progress: { phase: "history", done: 3, total: 9, totalExact: false },
  usage: { requests: 4, points: 5, notModified: 6, rowsWritten: 7 },
  consecutiveFailures: 2,
  lastSyncError: {
    code: "transient",
    message: "GitHub answered 502.",
    requestId: null,
    at: at(6),
    userActionable: false,
  },
  checkpoint: {
    streams: {
      issues: {
        since: at(1),
        pass: { startedAt: at(2), from: at(3), newest: at(4) },
        etag: { credentialId: "c", url: "https://api.example/issues?since=x", value: 'W/"1"' },
      },
    },
    history: { cursor: "Y3Vyc29y", done: 3, total: 9 },
    batchSize: 12,
  },
};

const dirty = (number: number, changes: Partial<DirtyPullRequest> = {}): DirtyPullRequest => ({
  number,
  stamps: { issues: at(1), pulls: at(2) },
  attempts: 0,
  ...changes,
});

/** State, dirty list and credentials. */
export const stateCases: readonly StoreCase[] = [
  {
    name: "A state comes back as it was written, with the instants of its checkpoint",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ state: full });
      assert.deepEqual((await store.getRepository(id))?.state, full);
      assert.deepEqual((await store.readState(id))?.state, full);
    },
  },
  {
    name: "A patch replaces the parts that it names; undefined clears a part",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ state: full });
      await commit({ state: { status: "complete", checkpoint: { streams: {} } } });
      const { reason, progress, usage, lastSyncError, nextAttemptAt, ...rest } = {
        ...full,
        status: "complete",
        checkpoint: { streams: {} },
      };
      assert.deepEqual((await store.getRepository(id))?.state, {
        ...rest,
        reason,
        progress,
        usage,
        lastSyncError,
        nextAttemptAt,
      });
      await commit({
        state: {
          reason: undefined,
          progress: undefined,
          usage: undefined,
          lastSyncError: undefined,
          nextAttemptAt: undefined,
        },
      });
      assert.deepEqual((await store.getRepository(id))?.state, rest);
    },
  },
  {
    name: "Entries of the dirty list are put, replaced as a whole, and removed",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const failed = dirty(2, { attempts: 3, reason: "GitHub answered 502.", notBefore: at(9) });
      await commit({ dirty: [dirty(1), failed] });
      const sorted = async () =>
        [...(await store.readDirty(id, [1, 2, 3]))].sort((a, b) => a.number - b.number);
      assert.deepEqual(await sorted(), [dirty(1), failed]);
      const read = await store.readState(id);
      assert.deepEqual([read?.dirtyCount, read?.failedCount], [2, 1]);
      await commit({ dirty: [{ number: 2, stamps: {}, attempts: 0 }, dirty(3)], clean: [1, 99] });
      assert.deepEqual(await sorted(), [{ number: 2, stamps: {}, attempts: 0 }, dirty(3)]);
      await commit({ clean: [2, 3] });
      assert.equal((await store.readState(id))?.dirtyCount, 0);
    },
  },
  {
    name: "An entry that one page both puts and removes stays",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ dirty: [dirty(1)], clean: [1] });
      assert.deepEqual(await store.readDirty(id, [1]), [dirty(1)]);
    },
  },
  {
    name: "The dirty list gives what is due, highest number first, and no more than asked",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({
        dirty: [
          dirty(1),
          dirty(30, { notBefore: at(5) }),
          dirty(4, { notBefore: at(6) }),
          dirty(200),
        ],
      });
      const listed = async (minutes: number, limit: number) => {
        const entries = await store.listDirty(id, { now: at(minutes), limit });
        return entries.map(({ number }) => number);
      };
      assert.deepEqual(await listed(4, 9), [200, 1]);
      assert.deepEqual(await listed(5, 9), [200, 30, 1]);
      assert.deepEqual(await listed(6, 2), [200, 30]);
    },
  },
  {
    name: "I9: of several instants until which a credential is blocked, the latest stands",
    async run({ store }) {
      assert.equal(await store.readCredentialBlock("token:a"), undefined);
      await store.blockCredential("token:a", at(5));
      await store.blockCredential("token:a", at(3));
      assert.deepEqual(await store.readCredentialBlock("token:a"), at(5));
      await store.blockCredential("token:a", at(7));
      assert.deepEqual(await store.readCredentialBlock("token:a"), at(7));
      assert.equal(await store.readCredentialBlock("token:b"), undefined);
    },
  },
  {
    name: "I9: blocked by several at once, a credential is blocked until the latest",
    async run({ store }) {
      await Promise.all([4, 9, 2, 7].map((minutes) => store.blockCredential("c", at(minutes))));
      assert.deepEqual(await store.readCredentialBlock("c"), at(9));
    },
  },
];
