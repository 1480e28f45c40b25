import type { CommitPage, RepoStore } from "@ghsync/core";

/** A simulated worker process that can die at any request and any call of the store. After that, nothing of it has an effect. */
export interface KillableProcess {
  readonly fetch: typeof fetch;
  readonly store: RepoStore;
  /** It has died. */
  isDead(): boolean;
}

/** A request or a call of the store. */
export interface Step {
  /** How many there were before it. */
  readonly index: number;
  /** How many commits there were before it, if it is one. */
  readonly commit?: number | undefined;
  /** How many pages of lists were committed before that showed a change, if it commits one. */
  readonly page?: number | undefined;
  /** The pull requests that it writes, which the process has read before. */
  readonly writes: readonly number[];
}

/** When a process dies or freezes. */
export interface KillPlan {
  /** Whether it dies at a step. */
  readonly diesAt: (step: Step) => boolean;
  /** Whether that step still takes effect. */
  readonly diesAfter: boolean;
  /** What happens in the world while the process is frozen before a step. */
  readonly beforeStep: (step: Step) => Promise<void>;
}

class Death extends Error {}

/** Wraps `fetch` and store of a process, which dies before or after one of their calls has taken effect. */
export function createKillableProcess(
  fetchAlive: typeof fetch,
  storeAlive: RepoStore,
  { diesAt, diesAfter, beforeStep }: KillPlan,
): KillableProcess {
  let steps = 0;
  let commits = 0;
  let pages = 0;
  let dead = false;
  async function take<T>(step: Omit<Step, "index">, act: () => Promise<T>): Promise<T> {
    if (dead) throw new Death("dead");
    const numbered = { ...step, index: steps++ };
    await beforeStep(numbered);
    const isLast = diesAt(numbered);
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
  const other = { writes: [] };
  const commitStep = ({ snapshots, dirty = [] }: CommitPage) => ({
    commit: commits++,
    page: !snapshots && dirty.length > 0 ? pages++ : undefined,
    writes: (snapshots ?? []).map(({ snapshot }) => snapshot.pullRequest.number),
  });
  return {
    isDead: () => dead,
    fetch: (input, init) => take(other, () => fetchAlive(input, init)),
    store: new Proxy(storeAlive, {
      get(target, name) {
        const method = Reflect.get(target, name) as unknown;
        if (typeof method !== "function") return method;
        return (...args: unknown[]) => {
          const act = () => method.apply(target, args) as Promise<unknown>;
          return take(name === "commitPage" ? commitStep(args[1] as CommitPage) : other, act);
        };
      },
    }),
  };
}
