import type { RepoStore } from "@ghsync/core";

/** A worker process that can die at any request and at any write: nothing of it acts after that. */
export interface MortalProcess {
  readonly fetch: typeof fetch;
  readonly store: RepoStore;
  /** It has died. */
  isDead(): boolean;
}

/** What becomes of a process. */
export interface Fate {
  /** The step at which it dies; Infinity for one that lives. */
  readonly diesAt: number;
  /** Whether that step still takes effect. */
  readonly diesAfter: boolean;
  /** What happens in the world while the process is frozen before a step. */
  readonly beforeStep: () => Promise<void>;
}

class Death extends Error {}

/**
 * Wraps the way out of a process. It dies at its n-th step, where a step is a request or a call of the store, before or after
 * it has taken effect.
 */
export function createMortalProcess(
  fetchAlive: typeof fetch,
  storeAlive: RepoStore,
  { diesAt, diesAfter, beforeStep }: Fate,
): MortalProcess {
  let steps = 0;
  let dead = false;
  async function step<T>(act: () => Promise<T>): Promise<T> {
    if (dead) throw new Death("dead");
    steps += 1;
    await beforeStep();
    const isLast = steps >= diesAt;
    if (isLast && !diesAfter) {
      dead = true;
      throw new Death("died before");
    }
    const result = await act();
    if (isLast) {
      dead = true;
      throw new Death("died after");
    }
    return result;
  }
  return {
    isDead: () => dead,
    fetch: (input, init) => step(() => fetchAlive(input, init)),
    store: new Proxy(storeAlive, {
      get(target, name) {
        const method = Reflect.get(target, name) as unknown;
        if (typeof method !== "function") return method;
        return (...args: unknown[]) => step(() => method.apply(target, args) as Promise<unknown>);
      },
    }),
  };
}
