import { english } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { storedFacts } from "../sync-harness.ts";
import { crashPoints, leaseMs, recover } from "./crash-points.ts";
import { startingStates } from "./starting-states.ts";

describe.each(Object.entries(startingStates))("a worker that finds %s", (_, prepare) => {
  it.each([
    ["before", false],
    ["after", true],
  ])(
    "I14, I15: and dies %s any request or call of the store, leaves a true status, and the next worker recovers",
    { timeout: 60_000 },
    async (_, diesAfter) => {
      let deaths = 0;
      for await (const { at, world, expected, wholeBy } of crashPoints(prepare, diesAfter)) {
        deaths += 1;
        const { github, id } = world;
        const expectTrueStatus = async () => {
          const status = await world.start().getStatus(id);
          if (status?.status !== "complete") {
            expect(status?.label, at).not.toBe(english.situations.complete[0]);
            // A page without news shows no longer than this that the run goes on.
            const { leaseEndsInMs = 0 } = status ?? {};
            expect(status?.label === english.situations.syncing[0], at).toBe(leaseEndsInMs > 0);
            expect(leaseEndsInMs, at).toBeLessThanOrEqual(leaseMs);
            return status;
          }
          expect(storedFacts(world), at).toEqual(wholeBy(status));
          return status;
        };
        await expectTrueStatus();
        github.clock.advance(leaseMs);
        const left = await expectTrueStatus();
        expect(left?.status, at).not.toBe("syncing");
        if (left?.status === "stalled") expect(left.retryAt, at).toBeUndefined();

        await recover(world);
        expect(storedFacts(world), at).toEqual(expected);
      }
      expect(deaths).toBeGreaterThan(0);
    },
  );
});
