import { isDeepStrictEqual } from "node:util";
import { english, type RepositoryStatus } from "@ghsync/core/pure";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "../../status-element/browser/open-browser.ts";
import { storedFacts } from "../test/sync-harness.ts";
import { crashPoints, leaseMs } from "../test/tasks/crash-points.ts";
import { startingStates } from "../test/tasks/starting-states.ts";

const [synced] = english.situations.complete;
const [syncing] = english.situations.syncing;
let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What this test touches of a badge in the browser. */
interface Badge {
  status: RepositoryStatus;
  readonly shadowRoot: {
    querySelector(name: string): { readonly textContent: string };
  };
}

/** A status that a worker's death left, and the facts about it. */
interface Left {
  readonly at: string;
  readonly status: RepositoryStatus;
  /** Everything that the status is about is stored. */
  readonly isWhole: boolean;
  /** A worker may still hold the repository. */
  readonly isHeld: boolean;
}

describe.each(Object.entries(startingStates))(
  "a badge of a repository that was %s",
  (_, prepare) => {
    test.each([
      ["before", false],
      ["after", true],
    ])(
      'I14, I15: whose worker dies %s any request or call of the store, never says "Synced" while something is missing, nor "Syncing" longer than the lease',
      async (_, diesAfter) => {
        const all: Left[] = [];
        for await (const { at, world, wholeBy } of crashPoints(prepare, diesAfter)) {
          for (const isHeld of [true, false]) {
            if (!isHeld) world.github.clock.advance(leaseMs);
            const status = await world.start().getStatus(world.id);
            if (!status) throw new Error(`There is no status at ${at}.`);
            const isWhole = isDeepStrictEqual(storedFacts(world), wholeBy(status));
            all.push({ at: `${at}, ${isHeld ? "at once" : "later"}`, status, isWhole, isHeld });
          }
        }
        expect(all.length).toBeGreaterThan(0);

        const page = await browser.open({
          body: "<ghsync-status></ghsync-status>".repeat(all.length + 1),
        });
        const badges = page.locator("ghsync-status");
        // One badge gets all of them in turn, and each is left without news in one of its own.
        const labels = await badges.evaluateAll(
          (found, statuses) => {
            const [one, ...others] = found as unknown as [Badge, ...Badge[]];
            return others.map((other, index) => {
              const status = statuses[index] as RepositoryStatus;
              one.status = status;
              other.status = status;
              return one.shadowRoot.querySelector("bdi").textContent;
            });
          },
          all.map(({ status }) => status),
        );
        await page.clock.fastForward(leaseMs + 1);
        const [, ...later] = await badges.evaluateAll((found) =>
          (found as unknown as Badge[]).map(
            ({ shadowRoot }) => shadowRoot.querySelector("bdi").textContent,
          ),
        );

        for (const [index, { at, status, isWhole, isHeld }] of all.entries()) {
          const label = labels[index] ?? "";
          if (label === synced) expect(isWhole, at).toBe(true);
          if (label === syncing) expect(isHeld, at).toBe(true);
          // The words are those of the status, so a badge that shows nothing fails, too.
          expect(label, at).toBe(status.label);
          expect(later[index], at).toBe(label === syncing ? english.situations.stalled[0] : label);
        }
        await page.close();
      },
    );
  },
);
