import assert from "node:assert/strict";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readRows, rowsOf } from "../read-rows.ts";
import { caseWith, type RepoStoreCase } from "../repo-store-case.ts";
import type { RepoStoreSubject } from "../repo-store-subject.ts";
import { rejectsAsLeaseLost, startRun } from "../start-run.ts";

async function raceCommits(
  subject: RepoStoreSubject,
  repositoryId: string,
  commits: () => readonly Promise<unknown>[],
): Promise<void> {
  const results = await Promise.allSettled(commits());
  const written = results.flatMap(({ status }, index) =>
    status === "fulfilled" ? [index + 1] : [],
  );
  assert.equal(written.length, 1, "Exactly one commit is written.");
  for (const result of results) {
    if (result.status === "rejected") await rejectsAsLeaseLost(Promise.reject(result.reason));
  }
  const snapshots = written.map((number) => exampleSnapshot(number));
  assert.deepEqual(await readRows(subject, repositoryId), rowsOf(1, ...snapshots));
}

/** Commits that are made at the same time. */
export const commitRaceCases: readonly RepoStoreCase[] = [
  {
    name: "I5: of many commits at one revision, exactly one is written, and whole",
    async run(subject) {
      const { id, lease } = await startRun(subject.store);
      await raceCommits(subject, id, () =>
        [1, 2, 3, 4, 5].map((number) =>
          subject.store.commitPage(lease, { revision: 0, ...toStore(exampleSnapshot(number)) }),
        ),
      );
    },
  },
  caseWith(
    "connect",
    "I5: of commits at one revision through two handles, exactly one is written, and whole",
    async (subject) => {
      const other = await subject.connect();
      const { id, lease } = await startRun(subject.store);
      await raceCommits(subject, id, () =>
        [subject.store, other, subject.store, other].map((store, index) =>
          store.commitPage(lease, { revision: 0, ...toStore(exampleSnapshot(index + 1)) }),
        ),
      );
    },
  ),
  {
    name: "Repositories are committed side by side, each with revisions of its own",
    async run(subject) {
      const runs = [
        await startRun(subject.store, "octo/a"),
        await startRun(subject.store, "octo/b"),
      ];
      await Promise.all(runs.map(({ commit }) => commit(toStore(exampleSnapshot(1)))));
      for (const { id, revision } of runs) {
        assert.equal(await revision(), 1, "Each repository has had one commit.");
        assert.deepEqual(await readRows(subject, id), rowsOf(1, exampleSnapshot(1)));
      }
    },
  },
];
