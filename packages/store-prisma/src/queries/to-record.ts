import { type Actor, fromJson, type Milestone } from "@ghsync/core";
import type { Row } from "../rows/row.ts";
import type { FieldKind, RecordFields } from "./record-fields.ts";

const actorParts = ["Id", "Login", "AvatarUrl", "Type"] as const;
const milestoneParts = ["Number", "Title", "State", "DueOn"] as const;

/** The columns that hold a record, as Prisma selects them: none of those that a host added. */
export function selectFields<T>(fields: RecordFields<T>): { readonly [column: string]: true } {
  const columns = Object.entries<FieldKind>(fields).flatMap(([field, kind]) => {
    if (kind === "actor") return actorParts.map((part) => field + part);
    if (kind === "milestone") return milestoneParts.map((part) => field + part);
    return field;
  });
  return Object.fromEntries(columns.map((column) => [column, true]));
}

/** The record that a row holds. */
export function toRecord<T>(row: Row, fields: RecordFields<T>): T {
  const entries = Object.entries<FieldKind>(fields).map(([field, kind]) => [
    field,
    readField(row, field, kind),
  ]);
  return Object.fromEntries(entries) as T;
}

function readField(row: Row, field: string, kind: FieldKind): unknown {
  if (kind === "actor") return toActor(row, field);
  if (kind === "milestone") return toMilestone(row, field);
  if (kind === "id") return toNumber(row[field]);
  return kind === "json" ? fromJson(row[field]) : row[field];
}

/** GitHub's ids are safe integers; their columns are wider. */
function toNumber(id: unknown): number | null {
  return id === null ? null : Number(id);
}

function toActor(row: Row, field: string): Actor | null {
  const [id, login, avatarUrl, type] = actorParts.map((part) => row[field + part]);
  if (login === null) return null;
  return { id: toNumber(id), login, avatarUrl, type } as Actor;
}

function toMilestone(row: Row, field: string): Milestone | null {
  const [number, title, state, dueOn] = milestoneParts.map((part) => row[field + part]);
  return number === null ? null : ({ number, title, state, dueOn } as Milestone);
}
