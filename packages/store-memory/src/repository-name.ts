import type { RepositoryEntry } from "./repository-entry.ts";

/** The entry that a name leads to, within a tenant and without regard to case. */
export function answeringTo(
  entries: ReadonlyMap<string, RepositoryEntry>,
  tenantId: string | null,
  fullName: string,
): RepositoryEntry | undefined {
  const name = fullName.toLowerCase();
  return [...entries.values()].find(
    (entry) => entry.repository.tenantId === tenantId && entry.answersTo === name,
  );
}
