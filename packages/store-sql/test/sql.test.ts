import { expect, test } from "vitest";
import { compile, join, raw, sql } from "../src/sql.ts";

test("Values become parameters in the order of the text, and fragments become text", () => {
  const where = join([sql`a = ${1}`, sql`b = ${null}`], " AND ");
  const select = sql`SELECT ${raw("x")} FROM t WHERE ${where} LIMIT ${"2"}`;
  expect(compile(select, (position) => `$${position}`)).toEqual({
    text: "SELECT x FROM t WHERE a = $1 AND b = $2 LIMIT $3",
    parameters: [1, null, "2"],
  });
  expect(compile(select, () => "?").text).toBe("SELECT x FROM t WHERE a = ? AND b = ? LIMIT ?");
});
