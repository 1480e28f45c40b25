import { expect, test } from "vitest";
import { createQuotas } from "../../src/github/quota.ts";

const start = new Date("2026-01-05T12:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

/** Fills the quotas up to their limit with unused credentials. */
function fill(quotas: ReturnType<typeof createQuotas>, count: number, now: Date) {
  for (let other = 0; other < count; other += 1) quotas(`other ${other}`, now);
}

test("I9: all clients of a credential share one quota", () => {
  const quotas = createQuotas();
  quotas("a", start).skewMs = 7;
  expect(quotas("a", after(3_600_000)).skewMs).toBe(7);
});

test("I12: above 1,000 idle credentials, the least recently used one is removed", () => {
  const quotas = createQuotas();
  const [idle, used] = [quotas("idle", start), quotas("used", start)];
  fill(quotas, 998, start);
  expect(quotas("used", start)).toBe(used);
  quotas("one more", start);
  expect(quotas("used", start)).toBe(used);
  expect(quotas("idle", start)).not.toBe(idle);
});

test("I9: a credential with a limit in force, or a request in the last minute, is kept", () => {
  const quotas = createQuotas();
  const [limited, busy] = [quotas("limited", start), quotas("busy", start)];
  limited.close("graphql", after(3_600_000));
  busy.takeTurn("rest", after(1));
  fill(quotas, 1200, after(60_000));
  expect(quotas("limited", after(60_000))).toBe(limited);
  expect(quotas("busy", after(60_000))).toBe(busy);

  fill(quotas, 1200, after(60_002));
  expect(quotas("busy", after(60_002))).not.toBe(busy);
  fill(quotas, 1200, after(3_600_000));
  expect(quotas("limited", after(3_600_000))).not.toBe(limited);
});
