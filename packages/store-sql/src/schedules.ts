import { isDeepStrictEqual } from "node:util";
import { fromJson, type Schedule, type ScheduleStore, toJson } from "@ghsync/core";
import { requireText } from "./check-argument.ts";
import type { Database } from "./database.ts";
import {
  asRow,
  assignments,
  cleanColumn,
  fromRow,
  insertion,
  type Row,
  statement,
} from "./dialect.ts";
import { join, raw, sql } from "./sql.ts";
import { scheduleSlots, schedules as table } from "./tables.ts";

const columns = table.columns;
const slotColumns = scheduleSlots.columns;

/** Schedules and their claimed slots. A slot stays claimed when its schedule is removed. */
export function schedules({ dialect, run }: Database): ScheduleStore {
  const from = dialect.table(table);
  const idIs = (id: string) => sql`t.id = ${dialect.value("key", requireText("id", id))}`;
  return {
    async put(schedule) {
      requireText("id", schedule.id);
      const row = scheduleRow(schedule);
      for (;;) {
        const insert = insertion(dialect, table, columns, row);
        const [created = [], [before] = []] = await run([
          statement(dialect, sql`${insert} ON CONFLICT (id) DO NOTHING RETURNING '' AS r`),
          sql`SELECT ${asRow(dialect, columns)} FROM ${from} AS t WHERE ${idIs(schedule.id)}`,
        ]);
        if (created.length > 0) return "created";
        if (!before) continue;
        if (isDeepStrictEqual(fromRow(columns, before), row)) return "unchanged";
        const set = join(assignments(dialect, columns, row));
        const [updated = []] = await run([
          statement(
            dialect,
            sql`UPDATE ${from} AS t SET ${set} WHERE ${idIs(schedule.id)} RETURNING '' AS r`,
          ),
        ]);
        if (updated.length > 0) return "updated";
      }
    },

    async list() {
      const [rows = []] = await run([
        sql`SELECT ${asRow(dialect, columns)} FROM ${from} AS t ORDER BY t.id`,
      ]);
      return rows.map((row) => toSchedule(fromRow(columns, row)));
    },

    async remove(id) {
      const [removed = []] = await run([
        statement(dialect, sql`DELETE FROM ${from} AS t WHERE ${idIs(id)} RETURNING '' AS r`),
      ]);
      return removed.length > 0;
    },

    async claimSlot(id, slot) {
      const values = { scheduleId: requireText("id", id), slot };
      const insert = insertion(dialect, scheduleSlots, slotColumns, values);
      const [claimed = []] = await run([
        statement(
          dialect,
          sql`${insert} ON CONFLICT (schedule_id, slot) DO NOTHING RETURNING '' AS r`,
        ),
      ]);
      return claimed.length > 0;
    },

    async lastSlot(id) {
      const slot = dialect.jsonArray([raw(dialect.jsonValue("instant", "t.slot"))]);
      const [[row] = []] = await run([
        sql`SELECT ${slot} AS r FROM ${dialect.table(scheduleSlots)} AS t
          WHERE t.schedule_id = ${dialect.value("key", requireText("id", id))}
          ORDER BY t.slot DESC LIMIT 1`,
      ]);
      return row && new Date(JSON.parse(row.r)[0]);
    },
  };
}

/** A schedule's row, with its values as they come back. */
function scheduleRow({ payload, ...schedule }: Schedule): Row {
  const row: Row = { ...schedule, payload: toJson(payload) };
  return Object.fromEntries(
    columns.map(({ field, type }) => [field, cleanColumn(type, row[field])]),
  );
}

function toSchedule(row: Row): Schedule {
  const { payload, expireAfterMs, catchUp, ...schedule } = row;
  return {
    ...schedule,
    payload: fromJson(payload),
    ...(expireAfterMs !== null && { expireAfterMs }),
    ...(catchUp !== null && { catchUp }),
  } as Schedule;
}
