import { type ChildKind, childKinds, type PullRequestSnapshot } from "@ghsync/core";
import { createPrismaStore, type GhSyncPrismaClient } from "@ghsync/store-prisma";
import type { StoredRow } from "@ghsync/testing/contracts";
import { readStoredRows } from "../packages/store-prisma/test/stored-rows.ts";
import type { SubjectStore } from "./subject-store.ts";

/** An empty database with the shipped tables. */
export interface SubjectDatabase {
  readonly prisma: GhSyncPrismaClient;
  close(): Promise<void>;
}

/** A Prisma store on a database of its own. */
export async function createPrismaSubject(
  open: () => Promise<SubjectDatabase>,
): Promise<SubjectStore> {
  const { prisma, close } = await open();
  return {
    store: createPrismaStore(prisma),
    pullRequests: async (repositoryId) => toSnapshots(await readStoredRows(prisma, repositoryId)),
    close,
  };
}

/** Joins rows to the snapshots that they were. */
export function toSnapshots(rows: readonly StoredRow[]): readonly PullRequestSnapshot[] {
  return rows.flatMap(({ table, pullRequestNumber, record, ...row }) => {
    if (table !== "pullRequests") return [];
    const own = rows.filter((other) => other.pullRequestNumber === pullRequestNumber);
    const recordsOf = (kind: ChildKind) =>
      own.filter((child) => child.table === kind).map((child) => child.record);
    const children = Object.fromEntries(childKinds.map((kind) => [kind, recordsOf(kind)]));
    return [{ ...row, pullRequest: record, children } as unknown as PullRequestSnapshot];
  });
}
