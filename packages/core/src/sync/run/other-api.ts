import { GhsyncError } from "../../errors/ghsync-error.ts";

/**
 * That a repository was synced by another API. Each server has its own ids: the same one names another repository at another, and its
 * records would mix with what is stored.
 */
export function otherApi(stored: string, present: string): GhsyncError {
  return new GhsyncError(
    "config_invalid",
    `This repository was synced from ${stored}, and its ids may name another one at ${present}: set github.baseUrl back. Where the same server has got another address, resetRepository takes it up; to sync from another server, untrack the repository with deleteRecords and track it again, or track it under another tenant.`,
    { userActionable: true },
  );
}
