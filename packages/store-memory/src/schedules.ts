import { isDeepStrictEqual } from "node:util";
import type { Schedule, ScheduleStore } from "@ghsync/core";
import { withoutUndefined } from "./without-undefined.ts";

/** Schedules, and the slots of theirs that were claimed. A schedule's slots outlive it: claimed once is claimed for good. */
export function schedules(): ScheduleStore {
  const byId = new Map<string, Schedule>();
  const slotsById = new Map<string, Set<number>>();
  return {
    async put(schedule) {
      const before = byId.get(schedule.id);
      const after = withoutUndefined(structuredClone(schedule));
      byId.set(schedule.id, after);
      if (!before) return "created";
      return isDeepStrictEqual(before, after) ? "unchanged" : "updated";
    },

    async list() {
      return structuredClone([...byId.values()]);
    },

    async remove(id) {
      return byId.delete(id);
    },

    async claimSlot(id, slot) {
      const slots = slotsById.get(id) ?? new Set();
      slotsById.set(id, slots);
      const claimed = slots.has(slot.getTime());
      slots.add(slot.getTime());
      return !claimed;
    },

    async lastSlot(id) {
      const slots = slotsById.get(id);
      return slots && new Date([...slots].reduce((newest, slot) => Math.max(newest, slot)));
    },
  };
}
