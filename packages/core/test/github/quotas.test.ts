import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createQuotas } from "../../src/github/quota.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

test("I9: a credential has one quota for all its clients, and is kept without any", async () => {
  const quotas = createQuotas();
  quotas("a").skewMs = 7;
  expect(quotas("a")).toBe(quotas("a"));
  await nextTurn();
  collectGarbage();
  expect(quotas("a").skewMs).toBe(7);
});

test("I12: of very many credentials the one that was unused for longest is forgotten, unless a client has it", async () => {
  const quotas = createQuotas();
  const held = quotas("held");
  const idle = new WeakRef(quotas("idle"));
  const used = new WeakRef(quotas("used"));
  for (let other = 0; other < 999; other += 1) quotas(`other ${other}`);
  quotas("used");
  quotas("one more");
  await nextTurn();
  collectGarbage();
  expect(idle.deref()).toBeUndefined();
  expect(used.deref()).toBeDefined();
  expect(quotas("held")).toBe(held);
});
