/** Files that are mutated together, and the tests that are to notice. */
export interface Shard {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const core = (...paths: readonly string[]) => paths.map((path) => `packages/core/src/${path}.ts`);
const tests = (...paths: readonly string[]) =>
  paths.map((path) => `packages/core/test/${path}.test.ts`);

/**
 * What `npm run mutation` mutates, by name. No file is in two shards, so their results add up. A mutant costs what its tests
 * cost: each shard names the tests that are about its files, and no others.
 */
export const shards: Readonly<Record<string, Shard>> = {
  store: {
    mutate: ["packages/store-memory/src/*.ts"],
    tests: ["packages/store-memory/test/*.test.ts"],
  },
  reading: {
    mutate: core("hydrate/reading"),
    tests: tests("hydrate/{reading,incomplete-lists}"),
  },
  gaps: {
    mutate: core("hydrate/fill-gaps"),
    tests: tests(
      "hydrate/{forbidden,further-lists,hydrate-next,repository-access,incomplete-lists,confirm-absent,missing-repository,batches}",
    ),
  },
  judgement: {
    mutate: core("sync/batch/{after-forbidden,covered-stamps,stored-diffs,judge-hydration}"),
    tests: tests("sync/{after-forbidden,covered-stamps,stored-diffs,judge-hydration}"),
  },
  commit: {
    mutate: core("sync/batch/{commit-hydration,cut-after,mark-again}"),
    tests: tests("sync/{truncated-commits,events,renamed,vanished-pull-requests}"),
  },
  batch: {
    mutate: core("sync/batch/read-batch"),
    tests: tests("sync/{outage,permission,quarantine,run-bounds,unmoved-head}"),
  },
  walks: {
    mutate: core("changes/{ahead-bounds,ascending-walk,bounds,descending-walk,judge-changes}"),
    tests: tests(
      "changes/{ahead-bounds,ascending-walk,bounds,descending-walk,judge-changes,streams}",
    ),
  },
  rows: {
    mutate: core(
      "changes/{change-streams,comments-stream,conditional,iso-seconds,issues-stream}",
      "changes/{page-reader,listed-rows,page-size,pulls-list,pulls-stream}",
    ),
    tests: tests("changes/{descending-walk,page-reader,listed-rows,page-size,streams}"),
  },
  lists: {
    mutate: core("changes/list-history"),
    tests: tests("changes/list-history"),
  },
  "lists-rest": {
    mutate: core("changes/list-history-rest"),
    tests: tests(
      "changes/{descending-walk,page-reader}",
      "sync/{history-places,incomplete-history}",
    ),
  },
  endings: {
    mutate: core("sync/run/{ending,next-attempt}"),
    tests: tests("sync/ending"),
  },
  run: {
    mutate: core("sync/run/run"),
    tests: tests("sync/{events,heartbeat,lease,renamed,run-bounds,store-failure}"),
  },
  window: {
    mutate: core("sync/history/{history-window,same-kinds}"),
    tests: tests("sync/{history-window,same-kinds}"),
  },
  history: {
    mutate: core("sync/history/{history-pages,read-history}"),
    tests: tests("sync/{added-kinds,first-sync,history-places,incomplete-history,slices}"),
  },
  incremental: {
    mutate: core("sync/incremental/*"),
    tests: tests(
      "sync/{heavy-pages,interrupted-list,marks-with-checkpoint,read-again,refused-list,run-bounds,settling,switched-off}",
    ),
  },
};

/** Where Stryker keeps what it found in a shard. */
export function reportOf(shard: string): string {
  return `reports/mutation/${shard}.json`;
}
