import { GhsyncError } from "../../errors/ghsync-error.ts";

/**
 * Each server has its own ids: the same one names another repository at another, and its records would mix with what is stored.
 *
 * @param stored the API root of the first contact; `undefined` where an older release, which did not keep it, had that
 * @throws GhsyncError `config_invalid` where it is another than the present one
 */
export function requireSameApi(stored: string | undefined, present: string): void {
  if (stored === undefined || stored === present) return;
  throw new GhsyncError(
    "config_invalid",
    `This repository was synced from ${stored}, and its ids may name another one at ${present}: set github.baseUrl back. Where the same server has got another address, resetRepository takes it up; to sync from another server, untrack the repository with deleteRecords and track it again, or track it under another tenant.`,
    { userActionable: true },
  );
}
