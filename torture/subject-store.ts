import type { PullRequestSnapshot, RepoStore } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { openPostgresql } from "./open-postgresql.ts";
import { openSqlite } from "./open-sqlite.ts";
import { createPrismaSubject } from "./prisma-subject.ts";

/** A store, and a way to read back what is in it. */
export interface SubjectStore {
  readonly store: RepoStore;
  pullRequests(repositoryId: string): Promise<readonly PullRequestSnapshot[]>;
  close(): Promise<void>;
}

/** Opens an empty store by the name that `--store` gives it. A store for another database is one more line. */
export const subjectStores = {
  memory: createMemorySubject,
  prisma: () => createPrismaSubject(openSqlite),
  "prisma-postgresql": () => createPrismaSubject(openPostgresql),
} as const satisfies Record<string, () => Promise<SubjectStore>>;

export type StoreName = keyof typeof subjectStores;

export async function createMemorySubject(): Promise<SubjectStore> {
  const store = createMemoryStore();
  return {
    store,
    pullRequests: async (id) => store.pullRequests(id).map(({ snapshot }) => snapshot),
    close: async () => undefined,
  };
}
