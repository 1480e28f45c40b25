import type { RepositoryRead } from "../ports/repo-store.ts";
import { describeSyncStatus } from "../status/describe-sync-status.ts";
import type { SyncStatusDescription } from "../status/sync-status-description.ts";

/** A repository and how it stands, as plain JSON for a page or an API. Holds no token. */
export interface RepositoryStatus extends SyncStatusDescription {
  readonly repositoryId: string;
  readonly tenantId: string | null;
  /** `owner/name`, as GitHub last called it. */
  readonly fullName: string;
  readonly active: boolean;
}

/** What a page shows of a repository. Pure. */
export function repositoryStatus(read: RepositoryRead, now: Date): RepositoryStatus {
  const { id: repositoryId, tenantId, fullName, active } = read.repository;
  return { repositoryId, tenantId, fullName, active, ...describeSyncStatus(read, now) };
}
