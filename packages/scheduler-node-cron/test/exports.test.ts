import { expect, test } from "vitest";
import * as schedulerNodeCron from "../src/index.ts";

test("The public names are these", () => {
  expect(Object.keys(schedulerNodeCron)).toEqual(["createNodeCronScheduler"]);
});
