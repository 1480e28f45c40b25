import { commitState, forgottenState, resume, setToken } from "./admin/change-repository.ts";
import { requestSync } from "./admin/request-sync.ts";
import { repositoryNameOf } from "./github/repository-name.ts";
import { startTimeLimit, untilAborted } from "./github/timing.ts";
import { GhsyncError } from "./model/ghsync-error.ts";
import { requireCount, requireText } from "./model/option-checks.ts";
import { requireScheduler } from "./options/required-ports.ts";
import { resolveSyncOptions } from "./options/resolve-options.ts";
import type { SyncOptions } from "./options/sync-options.ts";
import { syncRepository } from "./run/run.ts";
import { repositoryStatus } from "./status/describe-sync-status.ts";
import type { Sync } from "./sync.ts";
import { createTasks, enqueueDue, handleTasks } from "./tasks/create-tasks.ts";
import { lookForRequests } from "./tasks/look-for-requests.ts";

/** How long `stop` waits for a look at the store that is under way, by default. */
const lookGraceMs = 5_000;

/**
 * Binds ghsync to a store, a token decryptor and, for workers, a scheduler.
 *
 * @throws GhsyncError `config_invalid`, now rather than at the first run
 * @example
 * const sync = createSync({ store: createPrismaStore(prisma), decryptor });
 * const repository = await sync.trackRepository({ fullName: "octokit/core.js" });
 * await sync.setToken(repository.id, decryptor.encrypt(token, repository));
 * const outcome = await sync.syncRepository(repository.id);
 */
export function createSync(options: SyncOptions): Sync {
  // One owner, one set of defaults and one knowledge of rate limits for all runs of this instance.
  const resolved = resolveSyncOptions(options);
  const { store, scheduler } = resolved;
  const { now } = resolved.github;
  const tasks = createTasks(resolved);
  let handled = false;
  let stops = 0;
  let stopLooking: (() => Promise<void>) | undefined;
  const requireHandling = () => {
    const handling = requireScheduler(scheduler);
    if (!handled) handleTasks(handling, tasks);
    handled = true;
    return handling;
  };

  return {
    tasks,
    async trackRepository(input) {
      const fullName = repositoryNameOf(input.fullName, resolved.github.baseUrl);
      const { encryptedToken: _, ...repository } = await store.trackRepository({
        ...input,
        fullName,
      });
      return repository;
    },
    async start({ role = "worker" } = {}) {
      const starting = requireHandling();
      const stopsBefore = stops;
      await starting.start({ role });
      if (role === "producer" || stops !== stopsBefore) return;
      stopLooking ??= lookForRequests({ ...resolved, scheduler: starting });
      await enqueueDue(starting);
    },
    async stop({ graceMs } = {}) {
      stops += 1;
      // A store that never answers must not keep the worker from stopping.
      const { signal, clear } = startTimeLimit(graceMs ?? lookGraceMs);
      const looked = untilAborted(Promise.resolve(stopLooking?.()), signal).catch(() => undefined);
      stopLooking = undefined;
      const stopped = scheduler?.stop(graceMs === undefined ? {} : { graceMs });
      await Promise.all([looked.finally(clear), stopped]);
    },
    async listStatuses({ after, limit = 100, active, ...tenant } = {}) {
      if (after !== undefined) requireText("after", after);
      // A tenant that was lost on its way must not open all of them.
      if ("tenantId" in tenant) requireText("tenantId", tenant.tenantId);
      requireCount("limit", limit);
      const { tenantId } = tenant;
      const listed = await store.listRepositories({ after, limit, tenantId, active });
      return listed.map((read) => repositoryStatus(read, now()));
    },

    ...byRepositoryId({
      async untrackRepository(repositoryId, options) {
        const { deleteRecords } = options ?? {};
        if (typeof deleteRecords !== "boolean") {
          throw new GhsyncError("config_invalid", "deleteRecords must be true or false.");
        }
        return store.untrackRepository(repositoryId, { deleteRecords });
      },
      setToken: (repositoryId, encryptedToken) => setToken(resolved, repositoryId, encryptedToken),
      syncRepository: (repositoryId, run) => syncRepository(resolved, repositoryId, run),
      syncRepositoryHistory: (repositoryId, run) =>
        syncRepository(resolved, repositoryId, run, "history first"),
      async getState(repositoryId) {
        return (await store.getRepository(repositoryId))?.state;
      },
      requestSync: async (repositoryId, requestOptions = {}) =>
        requestSync(resolved, scheduler && requireHandling(), repositoryId, requestOptions),
      async pause(repositoryId) {
        return (await store.updateRepository(repositoryId, { active: false })) !== undefined;
      },
      resume: (repositoryId) => resume(resolved, repositoryId),
      resetRepository: (repositoryId) => commitState(resolved, repositoryId, forgottenState),
      async getStatus(repositoryId) {
        const read = await store.getRepository(repositoryId);
        return read && repositoryStatus(read, now());
      },
    }),
  };
}

/** The methods of {@link Sync} that are about one repository. */
export type RepositoryMethods = Omit<
  Sync,
  "tasks" | "trackRepository" | "start" | "stop" | "listStatuses"
>;

type Method = (repositoryId: string, ...rest: never[]) => Promise<unknown>;

/** The methods, each of which rejects an id that is none. */
export function byRepositoryId(methods: RepositoryMethods): RepositoryMethods {
  const checked = (method: Method): Method => {
    return async (repositoryId, ...rest) => {
      requireText("repositoryId", repositoryId);
      return method(repositoryId, ...rest);
    };
  };
  const entries = Object.entries<Method>({ ...methods });
  const answer = entries.map(([name, method]) => [name, checked(method)] as const);
  return Object.fromEntries(answer) as unknown as RepositoryMethods;
}
