import { expect, test } from "vitest";
import * as storeMemory from "../src/index.ts";

test("The public names are these", () => {
  expect(Object.keys(storeMemory)).toEqual(["createMemoryStore"]);
});
