import { describe, expect, it } from "vitest";
import {
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
  storedFacts,
} from "../sync-harness.ts";
import { type Death, type Scenario, startKillable } from "./kill-harness.ts";

const deaths: readonly Death[] = [
  { at: "request", when: "before" },
  { at: "request", when: "after" },
  { at: "write", when: "before" },
  { at: "write", when: "after" },
];

interface Case extends Scenario {
  readonly name: string;
  /** The highest cost of a death: a page, a batch, and the pages that are listed again. */
  readonly extraRequests: number;
}

const scenarios: readonly Case[] = [
  {
    name: "the first sync",
    // The four streams' pages, still empty, the page of the history, a batch.
    extraRequests: 6,
    prepare: (github) => void openPullRequests(github, 30),
  },
  {
    name: "an incremental sync",
    // The current page, a batch, and the two pages of the descending stream.
    extraRequests: 4,
    prepare: (github) => void openPullRequests(github, 55),
    change({ truth, clock }) {
      for (let number = 1; number <= 52; number += 1) {
        clock.advance(1000);
        truth.editPullRequest({ repository: fullName, number, title: `Edited ${number}` });
      }
      truth.comment({ repository: fullName, number: 3, actor: "ada", body: "Hello" });
      const comments = [{ path: "src/change-4.ts", body: "Why?" }];
      truth.submitReview({ repository: fullName, number: 4, actor: "grace", comments });
      clock.advance(hourMs);
    },
  },
];

describe.each(scenarios)("a worker that dies in $name", (scenario) => {
  it.each(deaths)(
    "I3, I16: $when its k-th $at, loses nothing and costs a page, for every k",
    {
      timeout: 120_000,
    },
    async (death) => {
      const undisturbed = await startKillable(scenario);
      await undisturbed.sync.syncRepository(undisturbed.id);
      const clean = undisturbed.github.ledger.summary().requests;
      const expected = storedFacts(undisturbed);
      await expectEqualsGitHub(undisturbed, { every: 10 });

      let deadly = 0;
      let most = 0;
      for (let k = 1; ; k += 1) {
        const killable = await startKillable(scenario, { ...death, k });
        await killable.sync.syncRepository(killable.id).catch(() => undefined);
        if (!killable.isDead()) break;
        deadly += 1;
        killable.revive();
        const outcome = await killable.sync.syncRepository(killable.id, { takeOver: true });
        expect(outcome, `k = ${k}`).toMatchObject({ status: "complete" });
        expect(storedFacts(killable), `k = ${k}`).toEqual(expected);
        most = Math.max(most, killable.github.ledger.summary().requests - clean);
      }
      console.log(
        `${scenario.name}, dead ${death.when} a ${death.at}: ${deadly} deaths, ${clean} requests undisturbed, at most ${most} more`,
      );
      expect(deadly).toBeGreaterThanOrEqual(5);
      expect(most).toBeLessThanOrEqual(scenario.extraRequests);
    },
  );

  it("I16: at each life's end, each time a batch further, still finishes", {
    timeout: 60_000,
  }, async () => {
    let lives = 0;
    // Four streams, a page of the history, a batch, and one more whose response is lost.
    const k = 7;
    const killable = await startKillable(scenario, { at: "request", when: "after", k });
    for (let done = false; !done; lives += 1) {
      expect(lives).toBeLessThan(10);
      const outcome = await killable.sync
        .syncRepository(killable.id, { takeOver: true })
        .catch(() => undefined);
      done = !killable.isDead() && outcome?.status === "complete";
      killable.revive(k);
    }
    await expectEqualsGitHub(killable, { every: 10 });
  });
});
