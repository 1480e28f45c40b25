import { describeSyncStatus, initialSyncState, type RepositoryStatus } from "@ghsync/core/pure";

/** What the pages show. The server that renders a page and the browser have the same. */
export const status: RepositoryStatus = {
  repositoryId: "1",
  tenantId: null,
  fullName: "octo-org/rocket",
  active: true,
  ...describeSyncStatus({ state: { ...initialSyncState, status: "complete" } }, new Date()),
};
