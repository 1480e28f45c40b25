import type { SyncState } from "../ports/sync-state.ts";
import { progressText } from "./describe-progress.ts";
import type { SyncReason } from "./sync-status.ts";
import type { SyncStatusDescription } from "./sync-status-description.ts";

type Words = Pick<SyncStatusDescription, "tone" | "label" | "detail" | "userActionable">;

/** What stops a repository, or is still to come. Pure. */
export function describeReason(
  reason: SyncReason | undefined,
  { lastSyncError }: SyncState,
  progress: SyncStatusDescription["progress"] | undefined,
): Words {
  switch (reason) {
    case "history": {
      const far = progress ? `: ${progressText(progress)}` : "";
      return {
        tone: "progress",
        label: "First sync",
        detail: `The first full sync is under way${far}. The next run goes on from there.`,
        userActionable: false,
      };
    }
    case "items":
      return {
        tone: "warning",
        label: "Some items wait",
        detail:
          "Some pull requests could not be read and wait; later runs try again. All others are stored.",
        userActionable: false,
      };
    case "stopped":
      return {
        tone: "neutral",
        label: "Stopped",
        detail:
          "The last run was stopped before it had read everything. The next one goes on from there.",
        userActionable: false,
      };
    case "permission":
      return {
        tone: "warning",
        label: "Permission missing",
        detail:
          lastSyncError?.message ||
          "The token may not read everything that is asked for: give it read access to pull requests, issues and contents.",
        userActionable: true,
      };
    case "gone":
      return {
        tone: "danger",
        label: "Repository gone",
        detail:
          lastSyncError?.message ||
          "GitHub no longer shows the repository to this token. Check its name and the token's access; what is stored stays.",
        userActionable: true,
      };
    case "paused":
      return {
        tone: "neutral",
        label: "Paused",
        detail: "The repository is switched off. What is stored stays, and nothing new is read.",
        userActionable: false,
      };
    case undefined:
      return {
        tone: "warning",
        label: "Incomplete",
        detail: "What is stored is right, but something is still to come. The next run goes on.",
        userActionable: false,
      };
    default:
      return unknownReason(reason);
  }
}

// A newer release may have stored a reason that this one doesn't know.
function unknownReason(_: never): Words {
  return {
    tone: "warning",
    label: "Incomplete",
    detail: "Something is still to come.",
    userActionable: false,
  };
}
