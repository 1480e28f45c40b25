import assert from "node:assert/strict";
import { at } from "../at.ts";
import type { UnboundCase } from "../bind-cases.ts";
import { daily, halfHourly } from "./example-schedule.ts";
import type { ScheduleStoreSubject } from "./schedule-store-subject.ts";

/** One process alone enqueues what a schedule's slot asks for. */
export const slotCases: readonly UnboundCase<ScheduleStoreSubject>[] = [
  {
    name: "A slot is claimed once, and each schedule has slots of its own",
    async run({ schedules }) {
      await schedules.put(daily);
      await schedules.put(halfHourly);
      assert.equal(
        await schedules.claimSlot(daily.id, at(0)),
        true,
        "A slot that was not claimed is free.",
      );
      assert.equal(await schedules.claimSlot(daily.id, at(0)), false, "A slot is claimed once.");
      assert.equal(
        await schedules.claimSlot(halfHourly.id, at(0)),
        true,
        "A slot of one schedule is none of another's.",
      );
      assert.equal(await schedules.claimSlot(daily.id, at(1)), true, "The next slot is free.");
      assert.equal(
        await schedules.claimSlot(daily.id, at(0)),
        false,
        "An older slot stays claimed when a newer one was.",
      );
    },
  },
  {
    name: "Of many who claim a slot at once, exactly one gets it",
    async run({ schedules }) {
      await schedules.put(daily);
      const claims = await Promise.all(
        Array.from({ length: 8 }, () => schedules.claimSlot(daily.id, at(0))),
      );
      assert.equal(claims.filter(Boolean).length, 1, "One of eight gets the slot.");
    },
  },
  {
    name: "Of many who claim slots at once through two handles, exactly one gets each",
    needs: "connect",
    async run({ schedules, connect }) {
      const other = await connect?.();
      assert.ok(other);
      await schedules.put(daily);
      const slots = [at(0), at(1), at(2), at(3)];
      const claims = await Promise.all(
        [schedules, other, schedules, other].flatMap((handle) =>
          slots.map(async (slot) => ((await handle.claimSlot(daily.id, slot)) ? [slot] : [])),
        ),
      );
      assert.deepEqual(
        claims.flat().sort((a, b) => a.getTime() - b.getTime()),
        slots,
      );
    },
  },
  {
    name: "The last slot is the newest that was claimed, in whatever order they were",
    async run({ schedules }) {
      await schedules.put(daily);
      await schedules.put(halfHourly);
      assert.equal(
        await schedules.lastSlot(daily.id),
        undefined,
        "A schedule of which no slot was claimed has no last one.",
      );
      for (const minutes of [3, 9, 5]) await schedules.claimSlot(daily.id, at(minutes));
      await schedules.claimSlot(halfHourly.id, at(20));
      assert.deepEqual(await schedules.lastSlot(daily.id), at(9));
    },
  },
  {
    name: "A slot stays claimed when its schedule is changed, removed and put again, and is claimed before it is put",
    async run({ schedules }) {
      await schedules.put(daily);
      await schedules.claimSlot(daily.id, at(0));
      await schedules.put({ ...daily, cron: "0 5 * * *" });
      assert.equal(
        await schedules.claimSlot(daily.id, at(0)),
        false,
        "A slot stays claimed when its schedule is changed.",
      );
      await schedules.remove(daily.id);
      assert.equal(
        await schedules.claimSlot(daily.id, at(1)),
        true,
        "A slot can be claimed while its schedule is removed.",
      );
      await schedules.put(daily);
      assert.equal(
        await schedules.claimSlot(daily.id, at(0)),
        false,
        "A slot stays claimed when its schedule is removed and put again.",
      );
      assert.equal(
        await schedules.claimSlot(daily.id, at(1)),
        false,
        "A slot that was claimed before its schedule was put again stays claimed.",
      );
      assert.deepEqual(await schedules.lastSlot(daily.id), at(1));
    },
  },
  {
    name: "Slots of 1970 and 2099 keep every millisecond",
    async run({ schedules }) {
      await schedules.put(daily);
      const slots = [new Date(0), new Date("2099-12-31T23:59:59.999Z")];
      for (const slot of slots) {
        assert.equal(
          await schedules.claimSlot(daily.id, slot),
          true,
          "A slot that was not claimed is free.",
        );
        assert.equal(await schedules.claimSlot(daily.id, slot), false, "A slot is claimed once.");
        assert.deepEqual(await schedules.lastSlot(daily.id), slot);
        const later = new Date(slot.getTime() - 1);
        assert.equal(
          await schedules.claimSlot(daily.id, later),
          true,
          "A slot a millisecond earlier is another one.",
        );
      }
    },
  },
];
