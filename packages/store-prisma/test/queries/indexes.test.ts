import { createSync } from "@ghsync/core";
import { expect, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import type { PullRequestFilter, PullRequestScope } from "../../src/queries/index.ts";
import { startQueries } from "./start-queries.ts";

async function startExplaining() {
  const { prisma, statements, ...rest } = await startQueries();
  /** The plans of the reads that a call makes, a line each: one a table. */
  const plansOf = async (call: () => Promise<unknown>): Promise<readonly string[]> => {
    statements.length = 0;
    await call();
    const reads = statements.filter((sql) => sql.startsWith("SELECT"));
    const plans = reads.map((sql) =>
      // Any value will do: SQLite plans without looking at it.
      prisma.$queryRawUnsafe<{ detail: string }[]>(
        `EXPLAIN QUERY PLAN ${sql.replaceAll("?", "1")}`,
      ),
    );
    const explained = (await Promise.all(plans)).flat().map(({ detail }) => detail);
    // The credential is what makes a transaction of one read.
    return explained.filter((line) => line.includes("ghsync_") && !line.includes("_credentials"));
  };
  return { ...rest, plansOf };
}

const scan = expect.stringMatching(/^SCAN/);

test("No list of pull requests scans the table, and one without a filter, or by state, reads only the rows that it returns", async () => {
  const { id: repositoryId, commit, queries, plansOf } = await startExplaining();
  await commit(toStore(exampleSnapshot(1), exampleSnapshot(2)));
  const scopes: readonly (readonly [PullRequestScope, index: string])[] = [
    [{ repositoryId, order: "updated" }, "repository_id_updated_at"],
    [{ repositoryId, order: "created" }, "sqlite_autoindex"],
    [{ repositoryId, order: "merged" }, "repository_id_merged_at"],
    [{ tenantId: null, order: "updated" }, "tenant_id_updated_at"],
    [{ tenantId: null, order: "merged" }, "tenant_id_merged_at"],
  ];
  const filters: readonly PullRequestFilter[] = [
    {},
    { state: "merged" },
    { author: "octocat" },
    { draft: false },
    { updatedSince: at(0) },
    { mergedSince: at(0) },
    { state: "merged", author: "octocat", draft: false, updatedSince: at(0), mergedSince: at(0) },
  ];
  for (const [scope, index] of scopes) {
    for (const filter of filters) {
      const { next: after } = await queries.listPullRequests({ ...scope, ...filter, limit: 1 });
      expect(after).toBeDefined();
      for (const page of [{ limit: 1 }, { limit: 1, after }]) {
        const query = { ...scope, ...filter, ...page };
        const [plan, ...others] = await plansOf(() => queries.listPullRequests(query));
        expect(others).toEqual([]);
        expect(plan, JSON.stringify(query)).toMatch(/^SEARCH .* USING INDEX/);
        if (Object.keys(filter).length > 0) continue;
        expect(plan, JSON.stringify(query)).toContain(index);
        // A later page begins at its place, not at the front.
        if ("after" in page) expect(plan).toMatch(/(_at|number)<\?\)/);
      }
    }
  }
  const [open] = await plansOf(() => queries.listPullRequests({ repositoryId, state: "open" }));
  expect(open).toContain("repository_id_state_updated_at");
});

test("Who awaits a reviewer is looked up by the reviewer, and then by key", async () => {
  const { id: repositoryId, commit, queries, plansOf } = await startExplaining();
  await commit(toStore(exampleSnapshot(1, { pullRequest: { state: "open" } })));
  for (const scope of [{ repositoryId }, { tenantId: null }]) {
    const awaitingReviewer = "robot[bot]";
    const plans = await plansOf(() => queries.listPullRequests({ ...scope, awaitingReviewer }));
    expect(plans).toHaveLength(2);
    for (const plan of plans) expect(plan).toMatch(/^SEARCH .* USING (COVERING )?INDEX/);
  }
});

test("The change feed is entered by its index, and read in its order", async () => {
  const { id, commit, queries, plansOf } = await startExplaining();
  await commit(toStore(exampleSnapshot(1)));
  const [first] = await plansOf(() => queries.listChanges(id));
  expect(first).toMatch(/change_revision_idx \(repository_id=\?/);
  const since = { revision: 0, number: 1 };
  const [next] = await plansOf(() => queries.listChanges(id, { since }));
  expect(next).toMatch(/change_revision_idx \(repository_id=\? AND change_revision>\?/);
});

test("Snapshots are found by their keys", async () => {
  const { id, commit, queries, plansOf } = await startExplaining();
  await commit(toStore(exampleSnapshot(1), exampleSnapshot(2)));
  const plans = await plansOf(() => queries.readPullRequests(id, [1, 2]));
  expect(plans).toHaveLength(7);
  for (const plan of plans) expect(plan).toMatch(/\(repository_id=\? AND [a-z_]*number=\?/);
});

test("The statuses of all repositories are one read, in the order of the key", async () => {
  const { store, plansOf } = await startExplaining();
  const decrypt = () => Promise.reject(new Error("No token is asked for."));
  const sync = createSync({ store, decryptor: { decrypt } });
  const all = await plansOf(() => sync.listStatuses({ after: "a" }));
  expect(all).toEqual([expect.stringMatching(/^SEARCH .*\(id>\?\)/)]);
  const tenants = await plansOf(() => sync.listStatuses({ tenantId: "acme" }));
  expect(tenants).toHaveLength(1);
  expect(tenants).not.toContainEqual(scan);
});
