import type { DefineComponent } from "vue";
import type {
  GhsyncRepositoryCardProps,
  GhsyncStatusProps,
  GhsyncSyncEvent,
} from "./element-props.ts";

/** Types for templates of Vue 3. Tell its compiler: `isCustomElement: (tag) => tag.startsWith("ghsync-")`. */
declare module "vue" {
  interface GlobalComponents {
    "ghsync-status": DefineComponent<GhsyncStatusProps>;
    "ghsync-repository-card": DefineComponent<
      GhsyncRepositoryCardProps & {
        readonly onGhsyncSync?: ((event: GhsyncSyncEvent) => void) | undefined;
      }
    >;
  }
}
