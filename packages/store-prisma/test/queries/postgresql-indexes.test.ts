import { expect, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import type { PullRequestFilter, PullRequestScope } from "../../src/queries/index.ts";
import { startQueries } from "./start-queries.ts";

test("On PostgreSQL every read of pull requests, changes and children can go by an index", async () => {
  const {
    id: repositoryId,
    commit,
    queries,
    prisma,
    statements,
  } = await startQueries("postgresql");
  const open = { state: "open" as const };
  await commit(toStore(...[1, 2].map((number) => exampleSnapshot(number, { pullRequest: open }))));
  const scopes: readonly PullRequestScope[] = [
    ...(["updated", "created", "merged"] as const).map((order) => ({ repositoryId, order })),
    ...(["updated", "merged"] as const).map((order) => ({ tenantId: null, order })),
  ];
  const filters: readonly PullRequestFilter[] = [
    {},
    open,
    { author: "octocat" },
    { awaitingReviewer: "robot[bot]" },
    { updatedSince: at(0), mergedSince: at(0) },
  ];
  statements.length = 0;
  for (const scope of scopes) {
    for (const filter of filters) {
      const { next } = await queries.listPullRequests({ ...scope, ...filter, limit: 1 });
      await queries.listPullRequests({ ...scope, ...filter, limit: 1, after: next });
    }
  }
  await queries.listChanges(repositoryId, { since: { revision: 0, number: 1 } });
  await queries.readPullRequests(repositoryId, [1, 2]);

  const reads = statements.filter((sql) => sql.startsWith("SELECT") && sql.includes("ghsync_"));
  const numberOfLists = 2 * scopes.length * (filters.length + 1);
  expect(reads).toHaveLength(numberOfLists + 1 + 7);
  for (const sql of new Set(reads)) {
    // So few rows are read as a whole, unless that is forbidden. Without statistics, any plan may be the chosen one.
    const [, rows] = await prisma.$transaction([
      prisma.$executeRawUnsafe("SET LOCAL enable_seqscan = off"),
      prisma.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(`EXPLAIN (GENERIC_PLAN) ${sql}`),
    ]);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan, sql).not.toContain("Seq Scan");
    expect(plan, sql).toMatch(/Index Cond: .*(repository_id|tenant_id|author_login|reviewer) /);
  }
});
