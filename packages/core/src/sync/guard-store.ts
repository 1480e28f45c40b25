import { GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import type { RepoStore } from "../ports/repo-store.ts";

/** The store, with whatever its driver throws wrapped, once, as `store_failed`. */
export function guardStore(store: RepoStore): RepoStore {
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as unknown;
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        try {
          return await method.apply(target, args);
        } catch (cause) {
          if (isGhsyncError(cause)) throw cause;
          const message = `The store failed in ${String(name)}; the next run goes on from what is stored.`;
          throw new GhsyncError("store_failed", message, { cause, retryable: true });
        }
      };
    },
  });
}
