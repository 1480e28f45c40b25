import type { DefineComponent, HTMLAttributes } from "vue";
import type {
  GhsyncRepositoryCardProps,
  GhsyncStatusProps,
  GhsyncSyncEvent,
} from "./element-props.ts";

/** `<ghsync-status>` in Vue. */
export type VueStatus = DefineComponent<HTMLAttributes & GhsyncStatusProps>;

/** `<ghsync-repository-card>` in Vue. */
export type VueCard = DefineComponent<
  HTMLAttributes &
    GhsyncRepositoryCardProps & {
      readonly onGhsyncSync?: ((event: GhsyncSyncEvent) => void) | undefined;
    }
>;

/** Types for templates of Vue 3. Tell its compiler: `isCustomElement: (tag) => tag.startsWith("ghsync-")`. */
declare module "vue" {
  interface GlobalComponents {
    "ghsync-status": VueStatus;
    "ghsync-repository-card": VueCard;
  }
}
