import type { RepoStore } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { createHarness, type Harness, type HarnessOptions, minuteMs } from "../sync-harness.ts";

/**
 * Where a worker dies: at its k-th request, store call or write, before or after GitHub or the
 * store did their part.
 */
export interface Death {
  readonly at: "request" | "call" | "write";
  readonly when: "before" | "after";
}

/** The world before a run that is interrupted. */
export interface Scenario {
  /** @defaultValue a new one, so that it holds nothing of another run */
  readonly github?: FakeGitHub;
  /** @defaultValue 15 */
  readonly batchSize?: number;
  /** Further options of the sync. @defaultValue none */
  readonly options?: Pick<HarnessOptions, "api" | "historyDays" | "pageSize" | "streams">;
  /** Absent if `github` holds everything. */
  readonly prepare?: (github: FakeGitHub) => void;
  /** What happens after a first sync; absent if that is the run. */
  readonly change?: (github: FakeGitHub) => void;
}

/**
 * A harness whose worker dies at its k-th request, call or write. After that, nothing of it reaches
 * anything.
 */
export async function startKillable(
  { github = createFakeGitHub(), batchSize = 15, options, prepare, change }: Scenario,
  { at, when, k }: Death & { readonly k: number } = { at: "request", when: "before", k: 0 },
): Promise<Harness & { isDead(): boolean; revive(k?: number): void }> {
  let left = 0;
  let dead = false;
  async function pass<T>(kinds: readonly Death["at"][], act: () => Promise<T>): Promise<T> {
    if (dead) throw new Error("The worker is dead.");
    if (!kinds.includes(at) || left === 0) return act();
    left -= 1;
    if (left > 0) return act();
    if (when === "after") await act();
    dead = true;
    throw new Error("The worker dies.");
  }
  const harness = await createHarness({
    github,
    batchSize,
    ...options,
    client: { fetch: (...args) => pass(["request"], () => github.fetch(...args)) },
    through: (store) => killableStore(store, pass),
  });
  prepare?.(github);
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

const writes: readonly (string | symbol)[] = ["commitPage", "releaseLease"];

function killableStore<Store extends RepoStore>(
  store: Store,
  pass: <T>(kinds: readonly Death["at"][], act: () => Promise<T>) => Promise<T>,
): Store {
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      const kinds = writes.includes(name) ? (["call", "write"] as const) : (["call"] as const);
      return (...args: unknown[]) => pass(kinds, () => method.apply(target, args));
    },
  });
}
