import type { RepoStore } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { createHarness, type Harness, minuteMs } from "../sync-harness.ts";

/** Where a worker dies: at its k-th request or write, before or after GitHub or the store did their part. */
export interface Death {
  readonly at: "request" | "write";
  readonly when: "before" | "after";
}

/** What is there before a run that is to be disturbed. */
export interface Scenario {
  readonly prepare: (github: FakeGitHub) => void;
  /** What happens after a first sync; absent where that is the run. */
  readonly change?: (github: FakeGitHub) => void;
}

/** A harness whose worker dies at its k-th request or write: from then on nothing of it reaches anything. */
export async function startMortal(
  { prepare, change }: Scenario,
  { at, when, k }: Death & { readonly k: number } = { at: "request", when: "before", k: 0 },
): Promise<Harness & { isDead(): boolean; revive(k?: number): void }> {
  const github = createFakeGitHub();
  let left = 0;
  let dead = false;
  async function pass<T>(kind: Death["at"], act: () => Promise<T>): Promise<T> {
    if (dead) throw new Error("The worker is dead.");
    if (kind !== at || left === 0) return act();
    left -= 1;
    if (left > 0) return act();
    if (when === "after") await act();
    dead = true;
    throw new Error("The worker dies.");
  }
  const harness = await createHarness({
    github,
    batchSize: 15,
    client: { fetch: (...args) => pass("request", () => github.fetch(...args)) },
    through: (store) => mortalStore(store, pass),
  });
  prepare(github);
  if (change) {
    await harness.sync.syncRepository(harness.id);
    github.clock.advance(minuteMs);
    change(github);
  }
  github.ledger.clear();
  left = k;
  return {
    ...harness,
    isDead: () => dead,
    revive(next = 0) {
      dead = false;
      left = next;
    },
  };
}

function mortalStore(
  store: RepoStore,
  pass: <T>(kind: Death["at"], act: () => Promise<T>) => Promise<T>,
): RepoStore {
  return {
    ...store,
    commitPage: (...args) => pass("write", () => store.commitPage(...args)),
    releaseLease: (...args) => pass("write", () => store.releaseLease(...args)),
  };
}
