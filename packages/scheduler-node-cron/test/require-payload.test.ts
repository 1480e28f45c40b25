import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { requirePayload } from "../src/require-payload.ts";

test("Every object of JSON is a payload, of whichever realm, and with what JSON leaves out", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (payload) => {
      requirePayload("Task", payload);
    }),
  );
  requirePayload("Task", { repositoryId: "r", ifDue: undefined });
  requirePayload("Task", runInNewContext("({ deeper: [{ n: null }] })"));
});

test("An object that JSON would not bring back is no payload", () => {
  const whole = fc.oneof(
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1n, Symbol("s"), () => undefined),
    fc.date(),
    fc.constant(new Map()),
    fc.constant([undefined]),
  );
  fc.assert(
    fc.property(fc.string(), whole, fc.array(fc.jsonValue()), (key, value, others) => {
      const payload = { ...{ others }, [`${key}!`]: [...others, { value }] };
      expect(() => requirePayload("Task", payload)).toThrow("Task needs a payload");
    }),
  );
});
