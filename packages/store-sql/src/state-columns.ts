import { fromJson, type SyncCheckpoint, type SyncState, toJson } from "@ghsync/core";
import type { Row } from "./dialect.ts";

const optional = [
  "reason",
  "lastAttemptAt",
  "lastSuccessAt",
  "lastSyncAt",
  "historyCompletedAt",
  "nextAttemptAt",
] as const;

/** The parts that take several columns. The first of each is never null in a part that exists. */
const parts = {
  progress: { prefix: "progress", keys: ["phase", "done", "total", "totalExact"] },
  usage: { prefix: "usage", keys: ["requests", "points", "notModified", "rowsWritten"] },
  lastSyncError: {
    prefix: "lastError",
    keys: ["code", "message", "requestId", "at", "userActionable"],
  },
} as const;
const partNames = Object.keys(parts) as (keyof typeof parts)[];

const fieldOf = (prefix: string, key: string) => `${prefix}${key[0]?.toUpperCase()}${key.slice(1)}`;

/** The fields that a change of the state replaces: those of the keys that are present. */
export function stateColumns(change: Partial<SyncState>): Row {
  const fields: Record<string, unknown> = {};
  for (const key of ["status", "consecutiveFailures"] as const) {
    if (change[key] !== undefined) fields[key] = change[key];
  }
  if (change.checkpoint !== undefined) fields.checkpoint = toJson(change.checkpoint);
  for (const key of optional) if (key in change) fields[key] = change[key] ?? null;
  for (const name of partNames.filter((key) => key in change)) {
    const { prefix, keys } = parts[name];
    const part: Row = { ...change[name] };
    for (const key of keys) fields[fieldOf(prefix, key)] = part[key] ?? null;
  }
  return fields;
}

/** The state that a row holds. An absent part has no key. */
export function toSyncState(row: Row): SyncState {
  const state: Record<string, unknown> = {
    status: row.status,
    consecutiveFailures: row.consecutiveFailures,
    checkpoint: fromJson<SyncCheckpoint>(row.checkpoint),
  };
  for (const key of optional) if (row[key] !== null) state[key] = row[key];
  for (const name of partNames) {
    const { prefix, keys } = parts[name];
    if (row[fieldOf(prefix, keys[0])] === null) continue;
    state[name] = Object.fromEntries(keys.map((key) => [key, row[fieldOf(prefix, key)]]));
  }
  return state as unknown as SyncState;
}
