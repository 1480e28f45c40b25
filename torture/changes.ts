import { inspect } from "node:util";
import type { FakeGitHub, FakeRequest, FakeResponse } from "@ghsync/testing";
import { worldOf } from "../packages/testing/src/world-of.ts";
import type { ChangeVerbs, Made } from "./change-verb.ts";
import type { FaultProfile } from "./fault-profile.ts";
import type { HistoryLog } from "./history-log.ts";
import { addLabel, comment, issueClockVerbs } from "./issue-clock-verbs.ts";
import { loneVerbs } from "./lone-verbs.ts";
import { openPullRequest, otherVerbs } from "./other-verbs.ts";
import { pullClockVerbs, push, submitReview } from "./pull-clock-verbs.ts";
import { createRandom, type Random } from "./random.ts";
import { shownRows } from "./shown-rows.ts";

/** The changes of one history. */
export interface Changes {
  readonly made: Made;
  /** Opens so many pull requests, each with something in it that can be edited if changes are lone. */
  open(count: number): void;
  /** Changes the truth so many times, by any verb, and lets some seconds pass between them. */
  change(count: number): void;
  /** Changes these pull requests, each in a second of its own. */
  changeThese(numbers: readonly number[]): void;
  /** Moves a row that an answer is about to show. */
  moveShown(request: FakeRequest, response: FakeResponse): void;
  /** Pull requests that changed at this instant or later. */
  changedSince(instant: Date): readonly number[];
}

/** Draws the changes of a seed's history. Each draws for itself: without one, the others are still the same. */
export function createChanges(
  github: FakeGitHub,
  profile: FaultProfile,
  seed: number,
  historyLog: HistoryLog,
): Changes {
  const { truth, clock, journal } = github;
  const made: Made = {
    repository: "o/first",
    formerNames: [],
    pullRequests: [],
    issues: [],
    reviews: [],
    comments: [],
    reviewComments: () => trueReviewComments(github, made.repository),
    gone: new Set(),
    removed: new Set(),
    states: new Map(),
    forks: [],
  };
  truth.createRepository({ fullName: made.repository });
  const changedAt = new Map<number, Date>();
  let serial = 0;
  let turn = 0;

  function once(act: (random: Random) => number | undefined): void {
    serial += 1;
    const part = `change-${serial}`;
    const random = createRandom(seed, 1, serial);
    if (historyLog.startPart(part)) {
      const before = journal.length;
      const number = act(random);
      if (number !== undefined) changedAt.set(number, clock.now());
      for (const { verb, args } of journal.slice(before)) {
        historyLog.record(`${part}: ${verb} ${inspect(args, { breakLength: Infinity })}`);
      }
    }
    if (!random.chance(profile.sameSecond)) clock.advance(random.integer(1, 5) * 1000);
  }

  function anyChange(random: Random): number | undefined {
    const { pullRequests } = made;
    if (pullRequests.length === 0 || random.chance(0.12)) {
      return openPullRequest({ truth, made, random });
    }
    turn += 1;
    // Changes hit the same few pull requests, to provoke races, or each pull request in turn.
    const recent = random.chance(0.6) ? pullRequests.slice(-4) : pullRequests;
    const next = pullRequests[turn % pullRequests.length];
    const number = (profile.aim === "each" ? next : random.pick(recent)) ?? 0;
    return random.pick(drawVerbs(profile, random))({ truth, made, random, number });
  }

  return {
    made,
    open(count) {
      for (let left = count; left > 0; left -= 1) {
        once((random) => {
          const number = openPullRequest({ truth, made, random });
          if (profile.clocks === "lone") {
            comment({ truth, made, random, number });
            submitReview({ truth, made, random, number });
          }
          return number;
        });
      }
    },
    change(count) {
      for (let left = count; left > 0; left -= 1) once(anyChange);
    },
    changeThese(numbers) {
      for (const number of numbers) {
        if (made.removed.has(number)) continue;
        once((random) => random.pick(drawVerbs(profile, random))({ truth, made, random, number }));
        clock.advance(1000);
      }
    },
    moveShown(request, response) {
      const row = shownRows(request, response).find(
        ({ id, number }) => !made.gone.has(id) && !made.removed.has(number),
      );
      if (!row) return;
      const { kind, id } = row;
      const repository = made.repository;
      once((random) => {
        const change = { truth, made, random, number: row.number };
        const body = `text ${random.integer(1, 1_000_000)}`;
        if (kind === "comment") truth.editComment({ repository, comment: id, body });
        else if (kind === "reviewComment")
          truth.editReviewComment({ repository, comment: id, body });
        else if (kind === "issue") addLabel(change);
        else push(change, false);
        return row.number;
      });
    },
    changedSince(instant) {
      return [...changedAt].flatMap(([number, at]) => (at >= instant ? [number] : []));
    },
  };
}

function drawVerbs({ clocks }: FaultProfile, random: Random): ChangeVerbs {
  if (clocks === "lone" && random.chance(0.9)) return loneVerbs;
  if (clocks === "issue" && random.chance(0.9)) return issueClockVerbs;
  if (clocks === "pulls" && random.chance(0.9)) return pullClockVerbs;
  return random.pick([issueClockVerbs, pullClockVerbs, otherVerbs]);
}

/** Reads the ids of review comments from the truth, since no verb returns them. */
function trueReviewComments(
  github: FakeGitHub,
  fullName: string,
): ReturnType<Made["reviewComments"]> {
  const { items = [] } = worldOf(github).names.get(fullName.toLowerCase())?.reviewComments ?? {};
  return items.map(({ id, pull }) => ({ number: pull.issue.number, comment: id }));
}
