import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { shards } from "./shards.ts";

const root = join(import.meta.dirname, "..");

/**
 * What Stryker runs in its copy of the repository: one project and no server, with the tests of one shard. The copy's
 * `node_modules` links to the packages that are not mutated, so `@ghsync/*` is pointed at the copy.
 */
export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@ghsync\/testing\/contracts$/,
        replacement: join(root, "packages/testing/src/contracts/index.ts"),
      },
      {
        find: /^@ghsync\/(core|store-memory|testing)$/,
        replacement: join(root, "packages/$1/src/index.ts"),
      },
    ],
  },
  ssr: { resolve: { conditions: ["@ghsync/source"] } },
  test: {
    root,
    setupFiles: [join(root, "vitest.setup.ts"), join(root, "mutation/fixed-seed.ts")],
    include: [...(shards[process.env.MUTATION_SHARD ?? ""]?.tests ?? [])],
  },
});
