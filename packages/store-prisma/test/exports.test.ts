import { expect, test } from "vitest";
import * as storePrisma from "../src/index.ts";

test("The public names are these", () => {
  expect(Object.keys(storePrisma)).toEqual([
    "createPrismaStore",
    "createPrismaQueries",
    "schemaStatements",
  ]);
});
