import type { Actor, RequestedReviewer } from "@ghsync/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  orderActors,
  orderById,
  orderByPath,
  orderLabels,
  orderReviewers,
} from "../../src/model/canonical-order.ts";

const name = fc.string({ unit: "binary", maxLength: 4 });
const label = name.map((text) => ({
  nodeId: text,
  name: text,
  color: "ffffff",
  description: null,
}));
const actor: fc.Arbitrary<Actor> = name.map((login) => ({
  id: null,
  login,
  avatarUrl: null,
  type: "User",
}));
const reviewer: fc.Arbitrary<RequestedReviewer> = fc.oneof(
  actor.map((one) => ({ kind: "actor" as const, ...one })),
  name.map((slug) => ({ kind: "team" as const, id: 1, slug, name: slug })),
);

/**
 * Checks what holds for every order: it depends only on the rows, keeps them all, and does not
 * change its input.
 */
function ordersAny<Row>(
  rows: fc.Arbitrary<Row>,
  key: (row: Row) => unknown,
  order: (rows: readonly Row[]) => readonly Row[],
) {
  const lists = fc
    .uniqueArray(rows, { selector: key })
    .chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
  fc.assert(
    fc.property(lists, ([one, other]) => {
      const before = [...one];
      expect(order(one)).toEqual(order(other));
      expect(one).toEqual(before);
      expect(new Set(order(one))).toEqual(new Set(one));
      expect(order(order(one))).toEqual(order(one));
    }),
  );
}

test("I8: rows have the same order from every source", () => {
  ordersAny(label, (row) => row.name, orderLabels);
  ordersAny(actor, (row) => row.login, orderActors);
  ordersAny(
    reviewer,
    (row) => (row.kind === "actor" ? `1${row.login}` : `2${row.slug}`),
    orderReviewers,
  );
  ordersAny(fc.record({ id: fc.nat() }), (row) => row.id, orderById);
  ordersAny(fc.record({ path: name }), (row) => row.path, orderByPath);
});

test("names are ordered by code unit, ids by number, and people come before teams", () => {
  expect(orderByPath([{ path: "b" }, { path: "a" }, { path: "B" }, { path: "ä" }])).toEqual(
    ["B", "a", "b", "ä"].map((path) => ({ path })),
  );
  expect(orderById([{ id: 10 }, { id: 9 }, { id: 100 }])).toEqual([
    { id: 9 },
    { id: 10 },
    { id: 100 },
  ]);
  const team = { kind: "team", id: 1, slug: "a", name: "A" } as const;
  const person = { kind: "actor", id: 1, login: "z", avatarUrl: null, type: "User" } as const;
  expect(orderReviewers([team, person])).toEqual([person, team]);
});
