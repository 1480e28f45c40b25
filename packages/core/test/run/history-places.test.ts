import { createSync, type SyncOptions } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, it } from "vitest";
import {
  createHarness,
  expectEqualsGitHub,
  fullName,
  openPullRequests,
  storedNumbers,
} from "../sync-harness.ts";

type Host = Pick<SyncOptions, "api" | "historyDays">;
const graphql: Host = { api: "graphql" };
const rest: Host = { api: "rest" };
const window: Host = { historyDays: 30 };

/** Each request takes a second, so that a run is one batch of the history: half a page. */
const slices = { pageSize: 10, batchSize: 5, maxDurationMs: 1 };

it.each<{ readonly name: string; readonly hostOf: (run: number) => Host }>([
  { name: "GraphQL after REST", hostOf: (run) => (run < 9 ? rest : graphql) },
  { name: "REST after GraphQL", hostOf: (run) => (run < 9 ? graphql : rest) },
  { name: "two hosts in turn, GraphQL first", hostOf: (run) => (run % 2 ? rest : graphql) },
  { name: "two hosts in turn, REST first", hostOf: (run) => (run % 2 ? graphql : rest) },
  { name: "by update", hostOf: () => window },
])("I1, I16: a first sync continues where the last run stopped: $name", async ({ hostOf }) => {
  const github = createFakeGitHub();
  const harness = await createHarness({ github });
  const { id, options, sync, store, events } = harness;
  openPullRequests(github, 80);
  github.onResponse(() => github.clock.advance(1000));
  for (let run = 0; ; run += 1) {
    expect(run).toBeLessThan(30);
    github.ledger.clear();
    const host = createSync({ ...options, ...slices, ...hostOf(run) });
    const outcome = await host.syncRepositoryHistory(id);
    if ((await store.readState(id))?.state.historyCompletedAt) break;
    expect(outcome).toMatchObject({ status: "partial", reason: "history" });
    const lists = github.ledger.entries.filter(
      ({ operation, path }) => operation === "ListHistory" || /\/pulls\?/.test(path),
    );
    // The page in which the last run stopped, the next one, and one for what came in at the front.
    expect(lists.length, `run ${run}`).toBeLessThanOrEqual(3);
    github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "New" });
    const edited = { repository: fullName, number: run + 1, title: "Moved to the front" };
    github.truth.editPullRequest(edited);
  }
  const read = storedNumbers(events).filter((number) => number > 20 && number <= 80);
  expect(new Set(read).size).toBe(read.length);
  github.clock.advance(3_600_000);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  await expectEqualsGitHub(harness, { every: 6 });
});
