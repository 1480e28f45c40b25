import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");

test("The examples' copies of the models are the shipped ones", () => {
  const models = readFileSync(join(root, "packages/store-prisma/schema/sqlite.prisma"), "utf8");
  for (const copy of globSync("examples/*/prisma/ghsync.prisma", { cwd: root })) {
    expect(readFileSync(join(root, copy), "utf8"), copy).toBe(models);
  }
});
