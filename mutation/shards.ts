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
      "run/{truncated-commits,graphql-refused,null-responses}",
    ),
  },
  judgement: {
    mutate: core("run/batch/{checkpoint-after,judge-batch}"),
    tests: tests(
      "run/{after-forbidden,covered-stamps,truncated-commits,judge-hydration,outdated-responses,renamed}",
    ),
  },
  commit: {
    mutate: core("run/batch/commit-batch"),
    tests: tests(
      "run/{truncated-commits,events,outdated-responses,renamed,vanished-pull-requests,permission,read-again}",
      "hydrate/scopes",
    ),
  },
  batch: {
    mutate: core("run/batch/read-batch"),
    tests: tests(
      "run/{stored-diffs,outage,permission,quarantine,run-bounds,unmoved-head,vanished-pull-requests,graphql-refused}",
    ),
  },
  walks: {
    mutate: core("changes/{ascending-walk,descending-walk,judge-changes,watermark}"),
    tests: tests(
      "changes/{ahead-bounds,ascending-walk,bounds,descending-walk,judge-changes,streams}",
      "run/incomplete-pages",
    ),
  },
  rows: {
    mutate: core("changes/{change-stream,page-reader,listed-rows,page-size,pulls-list,streams}"),
    tests: tests("changes/{descending-walk,page-reader,listed-rows,page-size,streams}"),
  },
  lists: {
    mutate: core("changes/history-list"),
    tests: tests(
      "changes/{descending-walk,page-reader,list-history}",
      "run/{history-places,incomplete-history}",
    ),
  },
  endings: {
    mutate: core("run/ending"),
    tests: tests(
      "run/{ending,settling,retry-after,outage,rate-limit,unfinished,slices}",
      "admin/{request-sync,interrupted-resume}",
    ),
  },
  run: {
    mutate: core("run/run-context"),
    tests: [
      ...tests("run/{events,heartbeat,lease,renamed,run-bounds,slices,store-failure,unfinished}"),
      ...tests("admin/request-sync"),
    ],
  },
  window: {
    mutate: core("run/history/history-window"),
    tests: tests("run/{history-window,same-kinds,switched-off,incomplete-history}"),
  },
  history: {
    mutate: core("run/history/{history-pages,read-history}"),
    tests: tests(
      "run/{added-kinds,first-sync,history-places,history-window,incomplete-history,shapeless-history,slices,switched-off,graphql-refused,events}",
    ),
  },
  incremental: {
    mutate: core("run/changes/{read-changes,list-recovery}"),
    tests: tests(
      "run/{heavy-pages,interrupted-list,marks-with-checkpoint,read-again,refused-list,run-bounds,settling,switched-off}",
      "run/{bad-rows,events,quarantine,outdated-responses}",
    ),
  },
  bounds: {
    mutate: core("run/changes/correct-bounds"),
    tests: tests("run/ahead-dates"),
  },
};

/** Where Stryker keeps what it found in a shard. */
export function reportOf(shard: string): string {
  return `reports/mutation/${shard}.json`;
}
