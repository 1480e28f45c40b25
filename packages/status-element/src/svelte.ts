import type { HTMLAttributes } from "svelte/elements";
import type {
  GhsyncRepositoryCardProps,
  GhsyncStatusProps,
  GhsyncSyncEvent,
} from "./element-props.ts";
import type { GhsyncRepositoryCard } from "./ghsync-repository-card.ts";
import type { GhsyncStatus } from "./ghsync-status.ts";

/** The props of `<ghsync-status>` in Svelte. */
export type SvelteStatusProps = HTMLAttributes<GhsyncStatus> & GhsyncStatusProps;

/** The props of `<ghsync-repository-card>` in Svelte. */
export type SvelteCardProps = HTMLAttributes<GhsyncRepositoryCard> &
  GhsyncRepositoryCardProps & {
    readonly "onghsync-sync"?: ((event: GhsyncSyncEvent) => void) | undefined;
  };

/** Types for templates of Svelte 5. */
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "ghsync-status": SvelteStatusProps;
    "ghsync-repository-card": SvelteCardProps;
  }
}
