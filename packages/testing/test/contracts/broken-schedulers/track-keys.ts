import type { Scheduler } from "@ghsync/core";

/** Remembers under which key each repository was enqueued: a handler is not told. */
export function trackKeys(wrapped: Scheduler): Pick<Scheduler, "enqueue"> & {
  keyOf(payload: object): string | undefined;
} {
  const keys = new Map<string, string | undefined>();
  const idOf = (payload: object) => ("repositoryId" in payload ? String(payload.repositoryId) : "");
  return {
    enqueue(task, payload, options) {
      keys.set(idOf(payload), options?.key);
      return wrapped.enqueue(task, payload, options);
    },
    keyOf: (payload) => keys.get(idOf(payload)),
  };
}
