import assert from "node:assert/strict";
import { at } from "../../at.ts";
import { findsNone, lostIds } from "../../lost-ids.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readAll } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun } from "../start-run.ts";

const hour = 3_600_000;

/** What is no id stands for no repository, least of all for every one. */
export const lostIdCases: readonly RepoStoreCase[] = [
  {
    name: "No id finds nothing, or refuses, and changes nothing",
    async run(subject) {
      const { store } = subject;
      const runs = [await startRun(store, "octo/a"), await startRun(store, "octo/b")];
      const dirty = [{ number: 1, stamps: {}, attempts: 0 }];
      for (const { commit } of runs) await commit({ ...toStore(exampleSnapshot(1)), dirty });
      await store.blockCredential("app", at(60));
      const readEverything = async () => [
        await store.listRepositories({ limit: 9 }),
        ...(await Promise.all(runs.map(({ id }) => readAll(subject, id)))),
      ];
      const before = await readEverything();
      for (const repositoryId of lostIds) {
        const request = { repositoryId, owner: "other", now: at(0), ttlMs: hour, takeOver: true };
        await findsNone(() => store.getRepository(repositoryId));
        await findsNone(() => store.updateRepository(repositoryId, { encryptedToken: "theirs" }));
        await findsNone(() => store.untrackRepository(repositoryId, { deleteRecords: false }));
        await findsNone(() => store.untrackRepository(repositoryId, { deleteRecords: true }));
        await findsNone(() => store.requestRun(repositoryId, { at: at(0), now: at(0) }));
        await findsNone(() => store.acquireLease(request));
        await findsNone(() => store.readState(repositoryId));
        await findsNone(() => store.readPullRequestStates(repositoryId, [1]));
        await findsNone(() => store.listDirty(repositoryId, { now: at(0), limit: 9 }));
        await findsNone(() => store.readDirty(repositoryId, [1]));
        await findsNone(() => store.readCredentialBlock(repositoryId));
        for (const { lease } of runs) {
          const lost = { ...lease, repositoryId };
          await findsNone(() => store.renewLease(lost, { now: at(1), ttlMs: hour }));
          await findsNone(() => store.releaseLease(lost));
          await assert.rejects(store.commitPage(lost, { revision: 1, clean: [1] }));
        }
      }
      assert.deepEqual(await readEverything(), before);
    },
  },
  {
    name: "A lease without its fence is none",
    async run(subject) {
      const { store } = subject;
      const { id, lease } = await startRun(store);
      const before = await store.getRepository(id);
      const lost = { ...lease, fence: undefined as unknown as number };
      await findsNone(() => store.renewLease(lost, { now: at(1), ttlMs: hour }));
      await findsNone(() => store.releaseLease(lost));
      await assert.rejects(store.commitPage(lost, { revision: 0 }));
      assert.deepEqual(await store.getRepository(id), before);
    },
  },
];
