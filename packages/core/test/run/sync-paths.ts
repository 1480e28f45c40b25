import { createSync, getUpdatedPullRequests, type PullRequestSnapshot } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import type { FakeGitHub } from "@ghsync/testing";
import { expect } from "vitest";
import { issuesStream, pullsStream } from "../../src/changes/streams.ts";
import type { InnerSyncOptions } from "../../src/options/sync-options.ts";
import { collect, createClientOf } from "../support/client.ts";
import { decryptor } from "../sync-harness.ts";

/** A GitHub without requests so far, and its repository. */
export interface PathWorld {
  readonly github: FakeGitHub;
  readonly fullName: string;
}

/** One path by which ghsync reads a repository's pull requests. */
export interface SyncPath {
  readonly name: string;
  /** Uses the path; returns all pull requests by number. */
  readonly read: (world: PathWorld) => Promise<readonly PullRequestSnapshot[]>;
  /** What it requests, by operation and path. Otherwise it would be another path. */
  readonly asks: RegExp;
  /** What it does not request. */
  readonly asksNot?: RegExp;
}

type Way = "syncRepository" | "syncRepositoryHistory";

const complete = { status: "complete" } as const;
/** Only GraphQL has linked issues. */
const withoutLinkedIssues = { status: "partial", reason: "items" } as const;

function synced(
  options: Partial<InnerSyncOptions>,
  way: Way = "syncRepository",
  ends: object = complete,
): SyncPath["read"] {
  return async ({ github, fullName }) => {
    const store = createMemoryStore();
    const client = { fetch: github.fetch, now: github.clock.now, sleep: async () => undefined };
    const sync = createSync({ store, decryptor, ...options, github: client });
    const { id } = await sync.trackRepository({ fullName });
    expect(await sync[way](id)).toMatchObject(ends);
    return store.pullRequests(id).map(({ snapshot }) => snapshot);
  };
}

function updated(options: {
  readonly api?: "graphql" | "rest";
  readonly batchSize?: number;
}): SyncPath["read"] {
  return async ({ github, fullName }) => {
    const client = await createClientOf(github);
    const repository = { fullName, githubId: null, nodeId: null };
    const since = new Date(0);
    const all = await collect(getUpdatedPullRequests(client, repository, { since, ...options }));
    return all.sort((one, other) => one.pullRequest.number - other.pullRequest.number);
  };
}

/** Makes every hydration by GraphQL fail. */
function withoutHydrate(read: SyncPath["read"]): SyncPath["read"] {
  return (world) => {
    const fault = { kind: "graphql-timeout" } as const;
    world.github.faults.add({ when: { operation: "Hydrate" }, fault });
    return read(world);
  };
}

const yearMs = 365 * 86_400_000;
/** With such a lag the streams show everything, and with such a history it shows nothing. */
const byStream = { overlapMs: 30 * yearMs, settleMs: 0, historyDays: 1 } as const;
const issues = { ...byStream, streams: [issuesStream] };
const pulls = { ...byStream, streams: [pullsStream] };
const byUpdate = { historyDays: 3650 };
const rest = { api: "rest" } as const;

const graphql = /\/graphql/;
const single = /\/pulls\/\d+$/;
const byCreation = /\/pulls\?(?=.*sort=created)/;
const byRest = { asks: single, asksNot: graphql };
const byGraphQL = { asks: /^Hydrate /, asksNot: single };

/** Every path: how pull requests are found, and how they are read. */
export const syncPaths: readonly SyncPath[] = [
  { name: "GraphQL in batches", read: synced({}), asks: /^ListHistory /, asksNot: single },
  { name: "GraphQL one by one", read: synced({ batchSize: 1 }), ...byGraphQL },
  { name: "the history first", read: synced({}, "syncRepositoryHistory"), ...byGraphQL },
  { name: "REST", read: synced(rest), asks: byCreation, asksNot: graphql },
  {
    name: "REST in GraphQL's place",
    read: withoutHydrate(synced({}, "syncRepository", withoutLinkedIssues)),
    asks: single,
  },
  { name: "historyDays", read: synced(byUpdate), ...byGraphQL },
  { name: "historyDays by REST", read: synced({ ...byUpdate, ...rest }), ...byRest },
  { name: "the issues stream", read: synced(issues), ...byGraphQL },
  { name: "the issues stream by REST", read: synced({ ...issues, ...rest }), ...byRest },
  { name: "the pull requests stream", read: synced(pulls), ...byGraphQL },
  { name: "getUpdatedPullRequests", read: updated({}), ...byGraphQL },
  { name: "getUpdatedPullRequests one by one", read: updated({ batchSize: 1 }), ...byGraphQL },
  { name: "getUpdatedPullRequests by REST", read: updated(rest), ...byRest },
];
