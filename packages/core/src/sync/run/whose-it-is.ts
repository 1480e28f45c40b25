import type { RepositoryRead } from "../../ports/repo-store.ts";
import type { SyncOutcome } from "../sync-outcome.ts";

/** Why a run may not have the repository, or may have it no longer: not every lease is lost to another worker. Pure. */
export function whoseItIs(
  read: Pick<RepositoryRead, "repository" | "lease"> | undefined,
  now: Date,
): Extract<SyncOutcome, { readonly status: "unknown" | "inactive" | "busy" }> {
  if (!read) return { status: "unknown" };
  if (!read.repository.active) return { status: "inactive" };
  return { status: "busy", leaseExpiresAt: read.lease?.expiresAt ?? now };
}
