import type { SyncStatusDescription } from "@ghsync/core/pure";

const running = "M8 2a6 6 0 1 1-6 6";

/** Paths on a field of 16 by 16, by situation or else by tone: the shape tells states apart, too. */
const shapes: Readonly<Record<string, string>> = {
  syncing: running,
  first_sync: running,
  rate_limited: "M8 2a6 6 0 1 1-.1 0M8 5v3l2 1.5",
  paused: "M5.5 3.5v9m5-9v9",
  success: "M3 8.5 6.5 12 13 4.5",
  danger: "M4 4l8 8m0-8-8 8",
  warning: "M8 2.5v7m0 3.9v.1",
  progress: "M4 8h0m4 0h0m4 0h0",
  neutral: "M3.5 8h9",
};

/** Returns the path of a status's icon. */
export function iconPathOf({ situation, tone }: SyncStatusDescription): string {
  return shapes[situation] ?? shapes[tone] ?? "";
}
