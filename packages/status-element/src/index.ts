export { defineStatusElements } from "./define-status-elements.ts";
export type {
  GhsyncRepositoryCardProps,
  GhsyncStatusProps,
  GhsyncSyncEvent,
} from "./element-props.ts";
export { GhsyncRepositoryCard, type GhsyncSyncDetail } from "./ghsync-repository-card.ts";
export { GhsyncStatus } from "./ghsync-status.ts";
export { renderStatus } from "./render-status.ts";
