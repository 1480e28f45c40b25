import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type {
  GhsyncRepositoryCardProps,
  GhsyncStatusProps,
  GhsyncSyncEvent,
} from "./element-props.ts";
import type { GhsyncRepositoryCard } from "./ghsync-repository-card.ts";
import type { GhsyncStatus } from "./ghsync-status.ts";

/** The props of `<ghsync-status>` in React. */
export type ReactStatusProps = DetailedHTMLProps<HTMLAttributes<GhsyncStatus>, GhsyncStatus> &
  GhsyncStatusProps;

/** The props of `<ghsync-repository-card>` in React. */
export type ReactCardProps = DetailedHTMLProps<
  HTMLAttributes<GhsyncRepositoryCard>,
  GhsyncRepositoryCard
> &
  GhsyncRepositoryCardProps & {
    readonly "onghsync-sync"?: ((event: GhsyncSyncEvent) => void) | undefined;
  };

/** Types for templates of React 19, which sets properties of custom elements. */
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "ghsync-status": ReactStatusProps;
      "ghsync-repository-card": ReactCardProps;
    }
  }
}
