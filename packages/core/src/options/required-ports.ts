import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import { checkValue, mustHaveMethods } from "../model/option-checks.ts";
import type { RepoStore } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";

type Method = (...args: unknown[]) => unknown;

/** Every method of a store. */
export const storeMethods = Object.keys({
  trackRepository: true,
  untrackRepository: true,
  updateRepository: true,
  getRepository: true,
  listRepositories: true,
  listDue: true,
  requestRun: true,
  acquireLease: true,
  renewLease: true,
  releaseLease: true,
  readState: true,
  readPullRequestStates: true,
  readReviewIds: true,
  listDirty: true,
  readDirty: true,
  commitPage: true,
  readCredentialBlock: true,
  blockCredential: true,
} satisfies Record<keyof RepoStore, true>) as readonly (keyof RepoStore)[];

/** Wraps a store: what its driver throws becomes `store_failed`, once. */
export function guardStore(store: RepoStore): RepoStore {
  const guarded = (name: keyof RepoStore): Method => {
    return async (...args) => {
      try {
        return await (store[name] as Method).apply(store, args);
      } catch (cause) {
        if (isGhsyncError(cause)) throw cause;
        const message = `The store failed in ${name}; the next run continues from what is stored.`;
        throw new GhsyncError("store_failed", message, { cause, retryable: true });
      }
    };
  };
  const methods = storeMethods.map((name) => [name, guarded(name)]);
  return Object.fromEntries(methods) as unknown as RepoStore;
}

/** Every method of a scheduler. */
export const schedulerMethods = Object.keys({
  handle: true,
  enqueue: true,
  putSchedule: true,
  listSchedules: true,
  removeSchedule: true,
  start: true,
  stop: true,
} satisfies Record<keyof Scheduler, true>);

/** @throws GhsyncError `config_invalid` if there is no scheduler, or if it lacks a method */
export function requireScheduler(scheduler: Scheduler | undefined): Scheduler {
  if (!scheduler) {
    const message =
      "scheduler is missing: pass one to createSync({ store, decryptor, scheduler }), or call syncRepository, which needs none.";
    throw new GhsyncError("config_invalid", message);
  }
  checkValue("scheduler", scheduler, mustHaveMethods("Scheduler", schedulerMethods));
  return scheduler;
}
