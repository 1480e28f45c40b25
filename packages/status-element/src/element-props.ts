import type { RepositoryStatus, SyncStatusDescription } from "@ghsync/core/pure";
import type { GhsyncRepositoryCard, GhsyncSyncDetail } from "./ghsync-repository-card.ts";
import type { GhsyncStatus } from "./ghsync-status.ts";

/** Attributes and properties of `<ghsync-status>` in a template. */
export interface GhsyncStatusProps {
  /** The status, or its JSON. */
  readonly status?: SyncStatusDescription | string | undefined;
}

/** Attributes and properties of `<ghsync-repository-card>` in a template. */
export interface GhsyncRepositoryCardProps {
  /** The status, or its JSON. */
  readonly status?: RepositoryStatus | string | undefined;
}

/** The event that the card's button emits. */
export type GhsyncSyncEvent = CustomEvent<GhsyncSyncDetail>;

declare global {
  interface HTMLElementTagNameMap {
    "ghsync-status": GhsyncStatus;
    "ghsync-repository-card": GhsyncRepositoryCard;
  }
  interface HTMLElementEventMap {
    "ghsync-sync": GhsyncSyncEvent;
  }
}
