import fc from "fast-check";
import { expect, test } from "vitest";
import { restOf, withRest } from "../../../../src/wire/rest/views/recorded-rest.ts";
import { compareFields } from "../../../fidelity/compare-fields.ts";

/** What is emitted later, after something was recorded beyond what was emitted at loading. */
function later(recorded: unknown, atLoading: unknown, now: unknown): unknown {
  const rest = restOf(recorded, atLoading);
  return rest === undefined ? now : withRest(rest, now);
}

test("of what the truth says as well nothing is kept", () => {
  expect(restOf({ id: 1, title: "a" }, { id: 1, title: "a", more: true })).toBeUndefined();
});

test("a recorded value stands until what the truth says changes", () => {
  expect(later({ title: "a" }, { title: "b" }, { title: "b" })).toEqual({ title: "a" });
  expect(later({ title: "a" }, { title: "b" }, { title: "c" })).toEqual({ title: "c" });
  expect(later({ only: null }, {}, { title: "c" })).toEqual({ only: null, title: "c" });
});

test("a count goes on from the recorded one, an id doesn't", () => {
  expect(later({ comments: 12 }, { comments: 4 }, { comments: 5 })).toEqual({ comments: 13 });
  expect(later({ reply_to_id: 12 }, { reply_to_id: 4 }, { reply_to_id: 5 })).toEqual({
    reply_to_id: 5,
  });
});

test("of another object in the same place nothing is recorded", () => {
  const recorded = { user: { id: 1, admin: true } };
  const atLoading = { user: { id: 1, admin: false } };
  expect(later(recorded, atLoading, atLoading)).toEqual(recorded);
  const another = { user: { id: 2, admin: false } };
  expect(later(recorded, atLoading, another)).toEqual(another);
  expect(later(recorded, atLoading, { user: null })).toEqual({ user: null });
});

test("nothing recorded is lost while the truth stays as it was at loading", () => {
  const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes("__proto__"));
  fc.assert(
    fc.property(json, json, (recorded, atLoading) => {
      const shown = later(recorded, atLoading, atLoading);
      expect(compareFields(recorded, shown).differences).toEqual([]);
    }),
  );
});
