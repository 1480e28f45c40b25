import { commitState, resetState, resume, setToken } from "./admin/change-repository.ts";
import { requestSync } from "./admin/request-sync.ts";
import { repositoryNameOf } from "./github/repository-name.ts";
import { startTimeLimit, untilAborted } from "./github/timing.ts";
import { checkValue, mustBeBoolean, mustBeString } from "./model/option-checks.ts";
import { requireScheduler } from "./options/required-ports.ts";
import { resolveSyncOptions } from "./options/resolve-options.ts";
import type { SyncOptions } from "./options/sync-options.ts";
import { syncRepository } from "./run/run.ts";
import { getStatus, listStatuses } from "./status/read-status.ts";
import type { Sync } from "./sync.ts";
import { createTasks, enqueueDueTask, registerTasks } from "./tasks/create-tasks.ts";
import { startDuePoller } from "./tasks/due-poller.ts";

/** How long `stop` waits for a poll of the store by default, in milliseconds. */
const pollGraceMs = 5_000;

/**
 * Connects ghsync to a store, a token decryptor and, for workers, a scheduler.
 *
 * @param options the ports and settings; `store` and `decryptor` are required
 * @returns the methods of ghsync; nothing runs until one is called
 * @throws GhsyncError `config_invalid` for a wrong option
 * @example
 * const sync = createSync({ store: createPrismaStore(prisma), decryptor });
 * const repository = await sync.trackRepository({ fullName: "octokit/core.js" });
 * await sync.setToken(repository.id, decryptor.encrypt(token, repository));
 * const outcome = await sync.syncRepository(repository.id);
 */
export function createSync(options: SyncOptions): Sync {
  // All runs of this instance share one owner and one knowledge of rate limits.
  const resolved = resolveSyncOptions(options);
  const { store, scheduler } = resolved;
  const { now } = resolved.github;
  const tasks = createTasks(resolved);
  let isRegistered = false;
  let stopCount = 0;
  let stopPoller: (() => Promise<void>) | undefined;

  // A scheduler takes each handler once, and before it starts.
  function withHandlers() {
    const required = requireScheduler(scheduler);
    if (!isRegistered) registerTasks(required, tasks);
    isRegistered = true;
    return required;
  }

  return {
    tasks,
    async trackRepository(input) {
      const fullName = repositoryNameOf(input.fullName, resolved.github.baseUrl);
      const tracked = await store.trackRepository({ ...input, fullName });
      const { encryptedToken: _, ...repository } = tracked;
      return repository;
    },
    async start({ role = "worker" } = {}) {
      const required = withHandlers();
      const stopsBefore = stopCount;
      await required.start({ role });
      const isStopped = stopCount !== stopsBefore;
      if (role === "producer" || isStopped) return;
      stopPoller ??= startDuePoller({ ...resolved, scheduler: required });
      await enqueueDueTask(required);
    },
    async stop({ graceMs } = {}) {
      stopCount += 1;
      // A store that never answers must not keep the worker from stopping.
      const { signal, clear } = startTimeLimit(graceMs ?? pollGraceMs);
      const polled = untilAborted(Promise.resolve(stopPoller?.()), signal).catch(() => undefined);
      stopPoller = undefined;
      const stopped = scheduler?.stop(graceMs === undefined ? {} : { graceMs });
      await Promise.all([polled.finally(clear), stopped]);
    },
    listStatuses: (page) => listStatuses(store, page, { now }),

    ...checkRepositoryIds({
      async untrackRepository(repositoryId, options) {
        const deleteRecords = options?.deleteRecords;
        checkValue("deleteRecords", deleteRecords, mustBeBoolean);
        return store.untrackRepository(repositoryId, { deleteRecords });
      },
      setToken: (repositoryId, encryptedToken) => setToken(resolved, repositoryId, encryptedToken),
      syncRepository: (repositoryId, run) => syncRepository(resolved, repositoryId, run),
      syncRepositoryHistory: (repositoryId, run) =>
        syncRepository(resolved, repositoryId, run, "history first"),
      async getState(repositoryId) {
        return (await store.getRepository(repositoryId))?.state;
      },
      requestSync: async (repositoryId, request = {}) =>
        requestSync(resolved, scheduler && withHandlers(), repositoryId, request),
      async pause(repositoryId) {
        return (await store.updateRepository(repositoryId, { active: false })) !== undefined;
      },
      resume: (repositoryId) => resume(resolved, repositoryId),
      resetRepository: (repositoryId) => commitState(resolved, repositoryId, resetState),
      getStatus: (repositoryId) => getStatus(store, repositoryId, { now }),
    }),
  };
}

/** The methods of {@link Sync} that take the id of one repository. */
export type RepositoryMethods = Omit<
  Sync,
  "tasks" | "trackRepository" | "start" | "stop" | "listStatuses"
>;

type Method = (repositoryId: string, ...rest: never[]) => Promise<unknown>;

// A store that gets `undefined` for an id may take it for "any": no method passes it on.
function checkRepositoryIds(methods: RepositoryMethods): RepositoryMethods {
  const checked = Object.entries<Method>({ ...methods }).map(([name, method]) => {
    const checkedMethod: Method = async (repositoryId, ...rest) => {
      checkValue("repositoryId", repositoryId, mustBeString);
      return method(repositoryId, ...rest);
    };
    return [name, checkedMethod];
  });
  return Object.fromEntries(checked) as RepositoryMethods;
}
