import type { HTMLAttributes } from "svelte/elements";
import type {
  GhsyncRepositoryCardProps,
  GhsyncStatusProps,
  GhsyncSyncEvent,
} from "./element-props.ts";
import type { GhsyncRepositoryCard } from "./ghsync-repository-card.ts";
import type { GhsyncStatus } from "./ghsync-status.ts";

/** Types for templates of Svelte 5. */
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "ghsync-status": HTMLAttributes<GhsyncStatus> & GhsyncStatusProps;
    "ghsync-repository-card": HTMLAttributes<GhsyncRepositoryCard> &
      GhsyncRepositoryCardProps & {
        readonly "onghsync-sync"?: ((event: GhsyncSyncEvent) => void) | undefined;
      };
  }
}
