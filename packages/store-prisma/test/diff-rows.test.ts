import fc from "fast-check";
import { expect, test } from "vitest";
import { diffRows } from "../src/diff-rows.ts";

const rows = fc.array(
  fc.record({ a: fc.nat(2), b: fc.nat(2), value: fc.nat(2), at: fc.constantFrom(new Date(1)) }),
);

test("Stored rows, changed as the diff says, are the wanted ones", () => {
  fc.assert(
    fc.property(rows, rows, (before, wanted) => {
      const keyOf = (row: object) => `${"a" in row && row.a}/${"b" in row && row.b}`;
      const table = new Map(before.map((row) => [keyOf(row), row as object]));
      const { created, changed, vanished } = diffRows([...table.values()] as never, wanted, [
        "a",
        "b",
      ]);
      for (const row of vanished) expect(table.delete(keyOf(row))).toBe(true);
      for (const { row, columns } of changed) {
        table.set(keyOf(row), { ...table.get(keyOf(row)), ...columns });
      }
      for (const row of created) {
        expect(table.has(keyOf(row))).toBe(false);
        table.set(keyOf(row), row);
      }
      expect(table).toEqual(new Map(wanted.map((row) => [keyOf(row), row])));
    }),
  );
});

test("Equal rows are left alone, whatever the host added, and in whatever order JSON has its keys", () => {
  const stored = { id: 1n, at: new Date(5), json: [{ x: 1, y: null }], hostNote: "ours" };
  const wanted = { id: 1, at: new Date(5), json: [{ y: null, x: 1 }] };
  expect(diffRows([stored], [wanted], ["id"])).toEqual({ created: [], changed: [], vanished: [] });
});

test("A changed row names the columns that changed, and no other", () => {
  const { changed } = diffRows([{ id: 1, a: 1, b: null }], [{ id: 1, a: 1, b: 2 }], ["id"]);
  expect(changed).toEqual([{ row: { id: 1, a: 1, b: 2 }, columns: { b: 2 } }]);
});
