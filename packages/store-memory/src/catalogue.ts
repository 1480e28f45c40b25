import type { RepoStore, RepositoryRead, TrackedRepository } from "@ghsync/core";
import {
  answeringTo,
  byDueInstant,
  isDue,
  isLeased,
  newRepositoryEntry,
  type RepositoryEntry,
} from "./repository-entry.ts";

type Catalogue = Pick<
  RepoStore,
  | "trackRepository"
  | "untrackRepository"
  | "updateRepository"
  | "getRepository"
  | "listRepositories"
  | "listDue"
  | "requestRun"
>;

/** Which repositories are tracked, and which are due. */
export function catalogue(entries: Map<string, RepositoryEntry>): Catalogue {
  // Ids ascend, so that insertion order is id order.
  let lastId = 0;
  return {
    async trackRepository({ fullName, tenantId = null, active, encryptedToken }) {
      let entry = answeringTo(entries, tenantId, fullName);
      if (!entry) {
        lastId += 1;
        entry = newRepositoryEntry(String(lastId).padStart(8, "0"), fullName, tenantId);
        entries.set(entry.repository.id, entry);
      }
      return update(entry, { active, encryptedToken });
    },

    async untrackRepository(repositoryId, { deleteRecords }) {
      const entry = entries.get(repositoryId);
      if (entry) entry.repository = { ...entry.repository, active: false };
      if (deleteRecords) entries.delete(repositoryId);
      return entry !== undefined;
    },

    async updateRepository(repositoryId, change) {
      const entry = entries.get(repositoryId);
      return entry && update(entry, change);
    },

    async getRepository(repositoryId) {
      const entry = entries.get(repositoryId);
      return entry && read(entry);
    },

    async listRepositories({ after = "", limit, tenantId, active }) {
      return [...entries.values()]
        .filter(({ repository }) => repository.id > after)
        .filter(({ repository }) => tenantId === undefined || repository.tenantId === tenantId)
        .filter(({ repository }) => active === undefined || repository.active === active)
        .slice(0, limit)
        .map(read);
    },

    async listDue(now, { after, limit }) {
      return [...entries.values()]
        .filter((entry) => isDue(entry, now))
        .filter((entry) => after === undefined || byDueInstant(entry, after) > 0)
        .sort(byDueInstant)
        .slice(0, limit)
        .map(read);
    },

    async requestRun(repositoryId, { at, now }) {
      const entry = entries.get(repositoryId);
      if (!entry?.repository.active) return false;
      const { nextAttemptAt } = entry.state;
      const isDueAnyway = nextAttemptAt ? nextAttemptAt <= at : !isLeased(entry, now);
      if (isDueAnyway) return false;
      entry.revision += 1;
      entry.state = { ...entry.state, nextAttemptAt: new Date(at) };
      return true;
    },
  };
}

type Change = Parameters<RepoStore["updateRepository"]>[1];

function update(entry: RepositoryEntry, { active, encryptedToken }: Change): TrackedRepository {
  entry.repository = {
    ...entry.repository,
    ...(active !== undefined && { active }),
    ...(encryptedToken !== undefined && { encryptedToken }),
  };
  return { ...entry.repository };
}

function read({ repository, state, lease }: RepositoryEntry): RepositoryRead {
  return structuredClone({ repository, state, lease });
}
