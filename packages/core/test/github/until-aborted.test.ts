import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { untilAborted } from "../../src/github/timing.ts";

const never = new Promise<never>(() => undefined);

test("untilAborted settles as the work does, and leaves no listener on the signal", async () => {
  const { signal } = new AbortController();
  expect(await untilAborted(Promise.resolve(7), signal)).toBe(7);
  await expect(untilAborted(Promise.reject(new Error("No.")), signal)).rejects.toThrow("No.");
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("untilAborted rejects with the reason of a signal that aborts or has aborted", async () => {
  const controller = new AbortController();
  const waiting = untilAborted(never, controller.signal);
  controller.abort("Enough.");
  await expect(waiting).rejects.toBe("Enough.");
  await expect(untilAborted(never, controller.signal)).rejects.toBe("Enough.");
});
