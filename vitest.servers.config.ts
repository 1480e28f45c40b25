import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Tests that need programs of the machine, such as a browser. See CONTRIBUTING.md. */
export default defineConfig({
  ssr: { resolve: { conditions: ["@ghsync/source"] } },
  test: {
    name: "servers",
    include: ["packages/*/browser/**/*.test.ts", "examples/*/browser/**/*.test.ts"],
    globalSetup: [join(import.meta.dirname, "scripts/require-servers.ts")],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One browser at a time.
    fileParallelism: false,
    reporters: process.env.CI
      ? ["default", ["json", { outputFile: "server-test-results.json" }]]
      : ["default"],
  },
});
