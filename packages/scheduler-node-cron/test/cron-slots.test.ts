import fc from "fast-check";
import cron from "node-cron";
import { afterEach, expect, test, vi } from "vitest";
import { createCronSlots } from "../src/cron-slots.ts";
import { processorMs } from "./processor-ms.ts";

afterEach(() => {
  vi.useRealTimers();
});

const beginning = new Date(0);

/** The slots of some hours, in order, found forwards; they are the same backwards. */
function slotsOf(expression: string, timeZone: string, from: string, hours: number): string[] {
  const slots = createCronSlots(expression, timeZone);
  const end = new Date(new Date(from).getTime() + hours * 3_600_000);
  const forwards: Date[] = [];
  for (let at = slots.next(new Date(from)); at && at <= end; at = slots.next(at)) forwards.push(at);
  const backwards: Date[] = [];
  for (let at = slots.last(end, new Date(from)); at; ) {
    backwards.unshift(at);
    at = slots.last(new Date(at.getTime() - 1), new Date(from));
  }
  expect(backwards).toEqual(forwards);
  return forwards.map((at) => at.toISOString().slice(5, 16));
}

test("Four in the morning of UTC is once a day", () => {
  expect(slotsOf("0 4 * * *", "UTC", "2026-02-27T04:00:00Z", 72)).toEqual([
    "02-28T04:00",
    "03-01T04:00",
    "03-02T04:00",
  ]);
});

test("A slot is found at its minute, and is neither after itself nor before", () => {
  const { next, last } = createCronSlots("0 4 * * *", "UTC");
  const slot = new Date("2026-05-02T04:00:00Z");
  expect(next(new Date("2026-05-01T04:00:00Z"))).toEqual(slot);
  expect(next(new Date("2026-05-02T03:59:59.999Z"))).toEqual(slot);
  expect(last(slot, new Date(slot.getTime() - 1))).toEqual(slot);
  expect(last(new Date("2026-05-03T03:59:59.999Z"), beginning)).toEqual(slot);
  expect(last(new Date("2026-05-03T03:59:59.999Z"), slot)).toBeUndefined();
});

test("A wall-clock time that summer time leaves out does not happen", () => {
  expect(slotsOf("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", 72)).toEqual([
    "03-28T01:30",
    "03-30T00:30",
  ]);
});

test("A wall-clock time that winter time repeats counts once, by half an hour to three", () => {
  expect(slotsOf("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 48)).toEqual([
    "10-25T00:30",
    "10-26T01:30",
  ]);
  expect(slotsOf("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00:00Z", 48)).toEqual([
    "04-04T14:45",
    "04-05T15:15",
  ]);
  expect(slotsOf("30 1 * * *", "Antarctica/Troll", "2026-10-24T12:00:00Z", 48)).toEqual([
    "10-24T23:30",
    "10-26T01:30",
  ]);
  expect(slotsOf("30 0 * * *", "Antarctica/Casey", "2023-03-08T00:00:00Z", 48)).toEqual([
    "03-08T13:30",
    "03-09T16:30",
  ]);
});

test("What happens each hour happens in a repeated one, too", () => {
  expect(slotsOf("30 * * * *", "Europe/Berlin", "2026-10-24T23:00:00Z", 3)).toEqual([
    "10-24T23:30",
    "10-25T00:30",
    "10-25T01:30",
  ]);
});

test("Slots that are years apart are found without delay", () => {
  const expression = "0 0 29 2 *";
  const timezone = "Pacific/Chatham";
  const leap = createCronSlots(expression, timezone);
  const search = processorMs(() => {
    expect(leap.next(new Date("2096-03-01T00:00:00Z"))).toEqual(new Date("2104-02-28T10:15:00Z"));
    expect(leap.last(new Date("2026-05-01T00:00:00Z"), beginning)).toEqual(
      new Date("2024-02-28T10:15:00Z"),
    );
  });
  // A search of ten years minute by minute would take as long as 520 weeks.
  const task = cron.createTask(expression, () => undefined, { timezone });
  void task.destroy();
  const weekByMinute = processorMs(() => {
    for (let minute = 0; minute < 7 * 24 * 60; minute += 1) task.match(new Date(minute * 60_000));
  });
  expect(search / weekByMinute).toBeLessThan(50);
});

test("In a zone without changes, slots are node-cron's own", () => {
  const field = (min: number, max: number) =>
    fc.oneof(
      fc.constant("*"),
      fc.integer({ min, max }).map(String),
      fc.integer({ min: 2, max: 12 }).map((step) => `*/${step}`),
      fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map((ends) => {
        const [from, to] = ends.toSorted((a, b) => a - b);
        return `${from}-${to}`;
      }),
    );
  const expression = fc
    .tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 7))
    .map(([minute, hour, day, month, weekday]) =>
      [minute, hour, day, month, day === "*" ? weekday : "*"].join(" "),
    );
  const instant = fc.date({
    min: new Date("2020-01-01T00:00:00Z"),
    max: new Date("2040-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  const zone = fc.constantFrom("UTC", "Asia/Kolkata", "Asia/Tokyo");
  vi.useFakeTimers({ toFake: ["Date"] });
  fc.assert(
    fc.property(expression, zone, instant, (cronExpression, timeZone, now) => {
      vi.setSystemTime(now);
      const task = cron.createTask(cronExpression, () => undefined, { timezone: timeZone });
      const [expected] = task.getNextRuns(1);
      void task.destroy();
      const slots = createCronSlots(cronExpression, timeZone);
      expect(slots.next(now)).toEqual(expected);
      if (expected) expect(slots.last(expected, now)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test("Nothing of it is left in node-cron, whose list is the host's", () => {
  const before = [...cron.getTasks().keys()];
  createCronSlots("0 4 * * *", "UTC").next(new Date());
  expect([...cron.getTasks().keys()]).toEqual(before);
});
