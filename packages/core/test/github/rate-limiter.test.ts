import { createFakeGitHub } from "@ghsync/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRateLimiter } from "../../src/github/limiters.ts";
import { createClientOf } from "../support/client.ts";

const minuteMs = 60_000;
const start = Date.UTC(2026, 0, 5, 12);

test("I9: no minute sees more than two thirds of GitHub's limit, however requests come", () => {
  const gaps = fc.array(fc.nat(400), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 30, max: 300 }), (waits, perMinute) => {
      const limiter = createRateLimiter(perMinute);
      let nowMs = start;
      const sent = waits.map((gapMs) => {
        nowMs += gapMs;
        return nowMs + limiter.takeTurn(new Date(nowMs));
      });
      for (const from of sent) {
        const inMinute = sent.filter((at) => at >= from && at < from + minuteMs).length;
        expect(inMinute).toBeLessThanOrEqual(Math.ceil((perMinute * 2) / 3) + 1);
      }
    }),
    { numRuns: 50 },
  );
}, 30_000);

test("slow requests never wait", () => {
  const limiter = createRateLimiter(900);
  for (let index = 0; index < 2000; index += 1) {
    expect(limiter.takeTurn(new Date(start + index * 200))).toBe(0);
  }
}, 30_000);

test.each([3_600_000, 61_000, 250])(
  "I10: a clock that is set back by %i ms makes no request wait longer or shorter",
  (backMs) => {
    const limiter = createRateLimiter(30);
    for (let count = 0; count < 10; count += 1) expect(limiter.takeTurn(new Date(start))).toBe(0);
    expect(limiter.takeTurn(new Date(start - backMs))).toBe(6000);
    expect(limiter.takeTurn(new Date(start - backMs + 6000))).toBe(6000);
  },
);

test("I9: a client at full speed stays below GitHub's limits per minute", async () => {
  const github = createFakeGitHub({ limits: { core: 1e9, graphql: 1e9 } });
  const client = await createClientOf(github, {
    sleep: async (ms) => void github.clock.advance(ms),
  });
  github.truth.createRepository({ fullName: "o/r" });
  const startedAt = github.clock.now().getTime();
  for (let index = 0; index < 950; index += 1) await client.get("/repos/o/r");
  const { rest } = github.ledger.summary().busiestMinute;
  expect(rest).toBeLessThanOrEqual(900);
  expect(rest).toBeGreaterThan(300);
  // The two pools have separate limits.
  const afterRest = github.clock.now().getTime();
  expect(afterRest).toBeGreaterThan(startedAt);
  for (let index = 0; index < 600; index += 1)
    await client.graphql("query { viewer { login } }", {});
  expect(github.clock.now().getTime()).toBe(afterRest);
}, 30_000);
