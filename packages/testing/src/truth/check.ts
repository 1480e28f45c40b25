import type { Instant } from "../instant.ts";

/** How a check run ended. */
export type CheckConclusion =
  | "action_required"
  | "cancelled"
  | "failure"
  | "neutral"
  | "skipped"
  | "success"
  | "timed_out";

/** What an app found out about a commit. */
export interface CheckRun {
  readonly type: "CheckRun";
  readonly id: number;
  readonly nodeId: string;
  readonly name: string;
  readonly startedAt: Instant;
  status: "completed" | "in_progress" | "queued";
  conclusion: CheckConclusion | null;
  completedAt: Instant | null;
}

/** What an integration said about a commit, by the older interface. */
export interface CommitStatus {
  readonly type: "StatusContext";
  readonly id: number;
  readonly nodeId: string;
  readonly context: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly description: string | null;
  readonly createdAt: Instant;
}

/** What all checks of a commit come to; `null` when there is none. Source: GraphQL enum `StatusState`. */
export function rollupState(
  checkRuns: readonly CheckRun[],
  statuses: readonly CommitStatus[],
): "FAILURE" | "PENDING" | "SUCCESS" | null {
  const outcomes = [
    ...checkRuns.map(({ conclusion }) => conclusion ?? "pending"),
    ...statuses.map(({ state }) => state),
  ];
  if (outcomes.length === 0) {
    return null;
  }
  const passed = ["neutral", "skipped", "success"];
  if (outcomes.some((outcome) => outcome !== "pending" && !passed.includes(outcome))) {
    return "FAILURE";
  }
  return outcomes.includes("pending") ? "PENDING" : "SUCCESS";
}
