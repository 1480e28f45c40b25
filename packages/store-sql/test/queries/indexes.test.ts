import { expect, inject, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import { octocat } from "../../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import type { PullRequestFilter, PullRequestScope } from "../../src/queries/index.ts";
import { explain } from "../explain.ts";
import { queryDrivers, startQueries } from "./start-queries.ts";
import { trackAndCommit } from "./track-and-commit.ts";

/** A pull request that differs from others in what lists ask for. */
function pullRequest(number: number) {
  const states = ["open", "closed", "merged"] as const;
  const state = states[number % 3] ?? "open";
  const author = { ...octocat, login: number % 5 === 0 ? "octocat" : `user-${number % 50}` };
  return { state, author, updatedAt: at(number), mergedAt: state === "merged" ? at(number) : null };
}

/** Starts queries of which each call can be explained. */
async function startExplaining(driver: (typeof queryDrivers)[number]) {
  const { statements, commit, ...rest } = await startQueries(driver);
  // Enough rows for PostgreSQL to tell its indexes apart.
  const pages = [0, 1, 2, 3].map((page) => {
    const numbers = Array.from({ length: 100 }, (_, index) => page * 100 + index + 1);
    return toStore(
      ...numbers.map((number) => exampleSnapshot(number, { pullRequest: pullRequest(number) })),
    );
  });
  for (const page of pages) await commit(page);
  for (const name of ["octo/a", "octo/b"]) {
    const repository = { fullName: name, tenantId: "acme" };
    await trackAndCommit(rest.store, repository, pages[0] ?? {});
  }
  if (driver === "pg") await rest.query("ANALYZE");
  /** The plan of the one statement that a call makes, a line for each table. */
  const planOf = async (call: () => Promise<unknown>): Promise<readonly string[]> => {
    statements.length = 0;
    await call();
    expect(statements).toHaveLength(1);
    return explain(rest, inject("postgresUrl"), statements[0]?.text ?? "");
  };
  return { ...rest, planOf };
}

/** The lines of a plan that read a table as a whole. On SQLite, a page that was found is scanned under the name `t`. */
function scans(plan: readonly string[]): readonly string[] {
  const found = plan.filter((line) => /Seq Scan|^SCAN (?!e\b|p\b|json_each)/.test(line));
  const page = plan.includes("CO-ROUTINE t") ? found.indexOf("SCAN t") : -1;
  return found.filter((_, index) => index !== page);
}

test.each(queryDrivers)(
  "No list of pull requests scans a table, and one without a filter, or by state, is entered by the index of its order, on %s",
  async (driver) => {
    const { id: repositoryId, queries, planOf } = await startExplaining(driver);
    const scopes: readonly (readonly [PullRequestScope, index: RegExp])[] = [
      [{ repositoryId, order: "updated" }, /pull_requests_updated/],
      [{ repositoryId, order: "created" }, /sqlite_autoindex_ghsync_pull_requests|requests_pkey/],
      [{ repositoryId, order: "merged" }, /pull_requests_merged/],
      [{ tenantId: null, order: "updated" }, /pull_requests_tenant\b/],
      [{ tenantId: null, order: "merged" }, /pull_requests_tenant_merged/],
    ];
    const filters: readonly PullRequestFilter[] = [
      {},
      { state: "merged" },
      { author: "octocat" },
      { draft: false },
      { updatedSince: at(0) },
      { mergedSince: at(0) },
      { awaitingReviewer: "robot[bot]" },
      { state: "merged", author: "octocat", draft: false, updatedSince: at(0), mergedSince: at(0) },
    ];
    for (const [scope, index] of scopes) {
      for (const filter of filters) {
        const { next } = await queries.listPullRequests({ ...scope, limit: 1 });
        expect(next).toBeDefined();
        for (const page of [{ limit: 1 }, { limit: 1, after: next }]) {
          const query = { ...scope, ...filter, ...page };
          const plan = await planOf(() => queries.listPullRequests(query));
          const title = `${JSON.stringify(query)}\n${plan.join("\n")}`;
          expect(scans(plan), title).toEqual([]);
          if (Object.keys(filter).length > 0) continue;
          expect(plan.join("\n"), title).toMatch(index);
          // A later page begins at its place, not at the front.
          if (page.after !== undefined) {
            expect(plan.join("\n"), title).toMatch(/(_at|number) ?<=? ?(\?|\(?\$|CAST)/);
          }
        }
      }
    }
    const open = await planOf(() => queries.listPullRequests({ repositoryId, state: "open" }));
    expect(open.join("\n")).toContain("pull_requests_state");
  },
);

test.each(queryDrivers)(
  "The change feed is entered by its index, at its place, on %s",
  async (driver) => {
    const { id, queries, planOf } = await startExplaining(driver);
    for (const since of [undefined, { revision: 0 }, { revision: 0, number: 1 }]) {
      const plan = await planOf(() => queries.listChanges(id, { since }));
      expect(scans(plan)).toEqual([]);
      expect(plan.join("\n")).toContain("ghsync_pull_requests_change");
      if (since)
        expect(plan.join("\n")).toMatch(/change_revision >=? ?(\?|\(?\(?\$)|change_revision>\?/);
    }
  },
);

test.each(queryDrivers)("Snapshots are found by their keys, on %s", async (driver) => {
  const { id, queries, planOf } = await startExplaining(driver);
  for (const numbers of [[1], [1, 2]]) {
    const plan = await planOf(() => queries.readPullRequests(id, numbers));
    expect(scans(plan), plan.join("\n")).toEqual([]);
    const byKey =
      driver === "pg"
        ? /Index Cond: \(\(repo = .*\) AND \(number = /
        : /SEARCH t USING .*\(repo=\? AND number=\?/;
    expect(
      plan.filter((line) => byKey.test(line)),
      plan.join("\n"),
    ).toHaveLength(6);
  }
});
