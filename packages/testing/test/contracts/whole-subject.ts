import type { RepoStore } from "@ghsync/core";
import type { RepoStoreSubject } from "@ghsync/testing/contracts";
import { createMemorySubject } from "../../../store-memory/test/memory-subject.ts";
import { keyOf } from "../../src/contracts/repo-store/read-rows.ts";

/** What a broken store may see of the one that it wraps. */
export interface Wrapped {
  readonly store: RepoStore;
  readonly readRows: RepoStoreSubject["readRows"];
  /** What the host put beside rows, by repository and row. */
  readonly hostValues: Map<string, string>;
}

/** What a broken store does otherwise. */
export type Breakage = Partial<RepoStore & Pick<RepoStoreSubject, "readRows" | "connect">>;

/**
 * A memory store that lacks nothing the contract can ask for: commits can fail, and rows have a host's value beside them, which goes
 * with its row.
 *
 * @param breaks what is broken about it
 */
export function createWholeSubject(breaks: (wrapped: Wrapped) => Breakage = () => ({})) {
  const memory = createMemorySubject();
  const hostValues = new Map<string, string>();
  const keysOf = async (repositoryId: string) =>
    (await memory.readRows(repositoryId)).map((row) => `${repositoryId} ${keyOf(row)}`);
  let fails = false;

  const store: RepoStore = {
    ...memory.store,
    async commitPage(lease, page) {
      if (fails && page.snapshots) throw new Error("The disk is full.");
      const result = await memory.store.commitPage(lease, page);
      const kept = new Set(await keysOf(lease.repositoryId));
      for (const key of hostValues.keys()) if (!kept.has(key)) hostValues.delete(key);
      return result;
    },
  };
  const {
    readRows = memory.readRows,
    connect,
    ...broken
  } = breaks({
    store,
    readRows: memory.readRows,
    hostValues,
  });
  const whole = { ...store, ...broken };
  return {
    store: whole,
    connect: connect ?? (() => whole),
    async readRows(repositoryId: string) {
      const rows = await readRows(repositoryId);
      return rows.map((row) => {
        const hostValue = hostValues.get(`${repositoryId} ${keyOf(row)}`);
        return hostValue === undefined ? row : { ...row, hostValue };
      });
    },
    async writeHostValue(repositoryId: string, value: string) {
      for (const key of await keysOf(repositoryId)) hostValues.set(key, value);
    },
    async failCommits() {
      fails = true;
      return async () => {
        fails = false;
      };
    },
  } satisfies RepoStoreSubject;
}
