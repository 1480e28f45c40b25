import {
  fromJson,
  type SyncCheckpoint,
  type SyncError,
  type SyncProgress,
  type SyncState,
  type SyncUsage,
  toJson,
} from "@ghsync/core";
import { cleanNumbers } from "./clean-value.ts";
import type { Row } from "./row.ts";

type Columns<Prefix extends string, Part> = {
  readonly [Key in keyof Part & string as `${Prefix}${Capitalize<Key>}`]:
    | (Part[Key] extends string ? string : Part[Key])
    | null;
};

/** The columns that hold a repository's state: one a value, so that any SQL tool can show it. */
export type SyncStateRow = Columns<"progress", SyncProgress> &
  Columns<"usage", SyncUsage> &
  Columns<"lastError", SyncError> & {
    readonly status: string;
    readonly reason: string | null;
    readonly lastAttemptAt: Date | null;
    readonly lastSuccessAt: Date | null;
    readonly lastSyncAt: Date | null;
    readonly historyCompletedAt: Date | null;
    readonly nextAttemptAt: Date | null;
    readonly consecutiveFailures: number;
    readonly checkpoint: unknown;
  };

const optional = [
  "reason",
  "lastAttemptAt",
  "lastSuccessAt",
  "lastSyncAt",
  "historyCompletedAt",
  "nextAttemptAt",
] as const;

/** The parts that take several columns. The first of each is never null in a part that is there. */
const parts = {
  progress: { prefix: "progress", keys: ["phase", "done", "total", "totalExact"] },
  usage: { prefix: "usage", keys: ["requests", "points", "notModified", "rowsWritten"] },
  lastSyncError: {
    prefix: "lastError",
    keys: ["code", "message", "requestId", "at", "userActionable"],
  },
} as const;
const partNames = Object.keys(parts) as (keyof typeof parts)[];

const column = (prefix: string, key: string) => `${prefix}${key[0]?.toUpperCase()}${key.slice(1)}`;

/** The columns that a patch of the state replaces: those of the keys that are present. */
export function syncStateColumns(patch: Partial<SyncState>): Row {
  const columns: Record<string, unknown> = {};
  if (patch.status !== undefined) columns.status = patch.status;
  if (patch.consecutiveFailures !== undefined) {
    columns.consecutiveFailures = patch.consecutiveFailures;
  }
  if (patch.checkpoint !== undefined) columns.checkpoint = toJson(patch.checkpoint);
  for (const key of optional) if (key in patch) columns[key] = patch[key] ?? null;
  for (const name of partNames.filter((name) => name in patch)) {
    const { prefix, keys } = parts[name];
    const part: Row = { ...patch[name] };
    for (const key of keys) columns[column(prefix, key)] = part[key] ?? null;
  }
  return cleanNumbers(columns);
}

/** The state that a row holds. A part that is absent has no key. */
export function toSyncState(row: SyncStateRow): SyncState {
  const columns: Row = row;
  const state: Record<string, unknown> = {
    status: row.status,
    consecutiveFailures: row.consecutiveFailures,
    checkpoint: fromJson<SyncCheckpoint>(row.checkpoint),
  };
  for (const key of optional) if (row[key] !== null) state[key] = row[key];
  for (const name of partNames) {
    const { prefix, keys } = parts[name];
    if (columns[column(prefix, keys[0])] === null) continue;
    state[name] = Object.fromEntries(keys.map((key) => [key, columns[column(prefix, key)]]));
  }
  return state as unknown as SyncState;
}
