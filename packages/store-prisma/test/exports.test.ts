import * as storePrisma from "@ghsync/store-prisma";
import * as queries from "@ghsync/store-prisma/queries";
import { expect, test } from "vitest";

test("The main entry exports the store and its schema", () => {
  expect(Object.keys(storePrisma)).toEqual(["createPrismaStore", "schemaStatements"]);
});

test("The entry queries exports the queries alone", () => {
  expect(Object.keys(queries)).toEqual(["createPrismaQueries"]);
});
