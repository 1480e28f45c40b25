import {
  type ChildKind,
  childKinds,
  createGitHubClient,
  createSync,
  type PullRequestSnapshot,
  type RepoStore,
  type Sync,
  type SyncEvent,
  type SyncOptions,
  type TokenDecryptor,
} from "@ghsync/core";
import { createMemoryStore, type MemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { expect } from "vitest";
import { hydrateNext } from "../src/hydrate/hydrate-next.ts";
import type { InnerSyncOptions } from "../src/options/sync-options.ts";

/** The repository that the tests sync. */
export const fullName = "acme/api";

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** Accepts any stored value as a token. */
export const decryptor: TokenDecryptor = {
  decrypt: async () => ({ credentialId: "me", token: "x" }),
};

export interface HarnessOptions extends Partial<Omit<InnerSyncOptions, "github">> {
  readonly github?: FakeGitHub;
  readonly client?: SyncOptions["github"];
  /** What the sync gets instead of the memory store. */
  readonly through?: (store: MemoryStore) => RepoStore;
}

/** A FakeGitHub, a memory store, and a sync of both. */
export interface Harness {
  readonly github: FakeGitHub;
  readonly store: MemoryStore;
  readonly sync: Sync;
  /** The options of `sync`. */
  readonly options: InnerSyncOptions;
  /** The tracked repository's own id. */
  readonly id: string;
  readonly events: SyncEvent[];
}

/** Tracks {@link fullName}; `sleep` returns at once, and `random` is 0.5. */
export async function createHarness({
  github = createFakeGitHub(),
  client,
  through = (store) => store,
  ...given
}: HarnessOptions = {}): Promise<Harness> {
  const store = createMemoryStore();
  const events: SyncEvent[] = [];
  const options: InnerSyncOptions = {
    store: through(store),
    decryptor,
    onEvent: (event) => events.push(event),
    ...given,
    github: {
      fetch: github.fetch,
      now: () => github.clock.now(),
      sleep: async () => undefined,
      random: () => 0.5,
      log: {},
      ...client,
    },
  };
  const { id } = await store.trackRepository({ fullName, encryptedToken: "secret" });
  return { github, store, sync: createSync(options), options, id, events };
}

/**
 * Creates the repository with `count` pull requests, a minute apart, and then lets an hour pass.
 */
export function openPullRequests({ truth, clock }: FakeGitHub, count: number): readonly number[] {
  truth.createRepository({ fullName, members: ["grace"] });
  const numbers = Array.from({ length: count }, (_, index) => {
    clock.advance(minuteMs);
    const title = `Change ${index}`;
    return truth.openPullRequest({ repository: fullName, actor: "ada", title });
  });
  clock.advance(hourMs);
  return numbers;
}

/**
 * Creates a synced repository with `count` pull requests, quiet for an hour, and an empty ledger.
 */
export async function createSynced(
  count: number,
  options: HarnessOptions = {},
): Promise<Harness & { readonly numbers: readonly number[] }> {
  const harness = await createHarness(options);
  const numbers = openPullRequests(harness.github, count);
  expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
  harness.github.clock.advance(hourMs);
  harness.github.ledger.clear();
  harness.events.length = 0;
  return { ...harness, numbers };
}

/** Returns the content of a snapshot, without its source and its time of reading. */
export function factsOf({ pullRequest, children, truncated }: PullRequestSnapshot) {
  const kindOf = (kind: ChildKind) => [kind, truncated.includes(kind) ? [] : children[kind]];
  // REST has no linked issues.
  return {
    ...pullRequest,
    linkedIssues: null,
    children: Object.fromEntries(childKinds.map(kindOf)),
  };
}

/** Returns everything that is stored, by number. */
export function storedFacts({ store, id }: Pick<Harness, "store" | "id">) {
  return store.pullRequests(id).map(({ snapshot }) => factsOf(snapshot));
}

/** Returns the numbers of the pull requests that were stored since the events were last cleared. */
export function storedNumbers(events: readonly SyncEvent[]): readonly number[] {
  return events.flatMap((event) => (event.type === "pullRequest.stored" ? [event.number] : []));
}

/**
 * I1: expects the store to equal GitHub, read by the other interface than the sync's.
 * @param every compares every n-th pull request in full, and the others by number and stamp
 */
export async function expectEqualsGitHub(
  { github, store, id }: Pick<Harness, "github" | "store" | "id">,
  { every = 1 } = {},
): Promise<void> {
  const tracked = await store.getRepository(id);
  if (!tracked) throw new Error("The repository is not tracked.");
  const client = await createGitHubClient(tracked.repository, decryptor, {
    fetch: github.fetch,
    now: () => github.clock.now(),
    sleep: async () => undefined,
  });
  const { data } = await client.get<{ id: number; node_id: string }>(
    `/repos/${tracked.repository.fullName}`,
  );
  const target = { githubId: data.id, nodeId: data.node_id };
  const byRest = { kinds: childKinds, api: "rest", size: 1, most: 1 } as const;
  const parameters = { state: "all", sort: "created", direction: "asc", per_page: 100 };
  const list = client.pages<{ number: number; updated_at: string }>(
    `/repositories/${data.id}/pulls`,
    parameters,
  );
  const stored = storedFacts({ store, id });
  const listed: object[] = [];
  for await (const { rows } of list) {
    for (const { number, updated_at } of rows) {
      if (listed.length % every === 0) {
        const { snapshots } = await hydrateNext(client, target, [number], byRest);
        expect(stored[listed.length], `#${number}`).toEqual(snapshots.map(factsOf)[0]);
      }
      listed.push({ number, updatedAt: new Date(updated_at) });
    }
  }
  expect(stored.map(({ number, updatedAt }) => ({ number, updatedAt }))).toEqual(listed);
}
