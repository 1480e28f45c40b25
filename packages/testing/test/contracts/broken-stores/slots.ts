import type { BrokenScheduleStore } from "../broken-schedule-store.ts";
import { turn } from "../turn.ts";

export const brokenSlots: readonly BrokenScheduleStore[] = [
  {
    bug: "lets everybody claim",
    breaks: (wrapped) => ({
      async claimSlot(id, slot) {
        await wrapped.claimSlot(id, slot);
        return true;
      },
    }),
    fails: [
      "A slot is claimed once, and each schedule has slots of its own",
      "Of many who claim a slot at once, exactly one gets it",
      "Of many who claim slots at once through two handles, exactly one gets each",
      "A slot stays claimed when its schedule is changed, removed and put again, and is claimed before it is put",
      "Slots of 1970 and 2099 keep every millisecond",
    ],
  },
  {
    bug: "looks at a slot before it claims it",
    breaks: (wrapped) => {
      const claimed = new Set<string>();
      return {
        async claimSlot(id, slot) {
          const key = `${id} ${slot.toISOString()}`;
          const isFree = !claimed.has(key);
          await turn();
          claimed.add(key);
          await wrapped.claimSlot(id, slot);
          return isFree;
        },
      };
    },
    fails: [
      "Of many who claim a slot at once, exactly one gets it",
      "Of many who claim slots at once through two handles, exactly one gets each",
    ],
  },
  {
    bug: "has one list of slots for all schedules",
    breaks: (wrapped) => ({
      claimSlot: (_, slot) => wrapped.claimSlot("all", slot),
      lastSlot: () => wrapped.lastSlot("all"),
    }),
    fails: [
      "A slot is claimed once, and each schedule has slots of its own",
      "The last slot is the newest that was claimed, in whatever order they were",
    ],
  },
  {
    bug: "returns the slot that was claimed last",
    breaks: (wrapped) => {
      const last = new Map<string, Date>();
      return {
        async claimSlot(id, slot) {
          last.set(id, slot);
          return wrapped.claimSlot(id, slot);
        },
        lastSlot: async (id) => last.get(id),
      };
    },
    fails: ["The last slot is the newest that was claimed, in whatever order they were"],
  },
  {
    bug: "forgets the slots of a schedule that is removed",
    breaks: (wrapped) => {
      let generation = 0;
      return {
        claimSlot: (id, slot) => wrapped.claimSlot(`${generation} ${id}`, slot),
        lastSlot: (id) => wrapped.lastSlot(`${generation} ${id}`),
        async remove(id) {
          generation += 1;
          return wrapped.remove(id);
        },
      };
    },
    fails: [
      "A slot stays claimed when its schedule is changed, removed and put again, and is claimed before it is put",
    ],
  },
  {
    bug: "keeps slots to the second",
    breaks: (wrapped) => ({
      claimSlot: (id, slot) =>
        wrapped.claimSlot(id, new Date(slot.getTime() - (slot.getTime() % 1000))),
    }),
    fails: ["Slots of 1970 and 2099 keep every millisecond"],
  },
];
