import type { PullRequestSnapshot } from "@ghsync/core";
import { createFakeGitHub, type Truth } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  storedNumbers,
} from "../sync-harness.ts";

/** A change to one pull request of {@link describeEdits}'s repository. */
export interface Edit {
  readonly name: string;
  /** The pull request that changes. @defaultValue 2 */
  readonly number?: number;
  /** Makes the change; `before` is what is stored of pull request 2. */
  readonly change: (truth: Truth, before: PullRequestSnapshot) => unknown;
  /** Whether a snapshot of the pull request shows the change. */
  readonly isSeen: (snapshot: PullRequestSnapshot) => boolean;
}

/**
 * Pull request 2: has a label, a review with a comment, and a comment. 3 is closed, 4 is a draft.
 */
export const target = { repository: fullName, number: 2 } as const;

/** Expects that the next run stores each edit and fetches nothing else. */
export function describeEdits(edits: readonly Edit[]): void {
  describe.each([{ coupledClocks: true }, { coupledClocks: false }])("with %o", (clocks) => {
    it.each(edits)(
      "I1: stores $name, over what is there, and fetches nothing else",
      async (edit) => {
        const { number = 2, change, isSeen } = edit;
        const github = createFakeGitHub(clocks);
        const harness = await createSynced(5, { github });
        const { sync, id, events, store } = harness;
        const stored = (wanted: number) => {
          const found = store.pullRequests(id)[wanted - 1];
          if (found?.snapshot.pullRequest.number !== wanted)
            throw new Error(`#${wanted} is missing.`);
          return found.snapshot;
        };
        prepare(github.truth);
        github.clock.advance(hourMs);
        await sync.syncRepository(id);
        expect(isSeen(stored(number))).toBe(false);
        events.length = 0;

        change(github.truth, stored(2));
        github.clock.advance(minuteMs);
        const outcome = await sync.syncRepository(id);

        expect(outcome).toMatchObject({ status: "complete" });
        expect(storedNumbers(events)).toEqual([number]);
        expect(isSeen(stored(number))).toBe(true);
        await expectEqualsGitHub(harness);
      },
    );
  });
}

function prepare(truth: Truth): void {
  truth.addLabels({ ...target, labels: ["old"] });
  truth.comment({ ...target, actor: "ada", body: "Hello" });
  const comments = [{ path: "src/change-2.ts", body: "Why?" }];
  truth.submitReview({ ...target, actor: "grace", state: "CHANGES_REQUESTED", comments });
  truth.closePullRequest({ ...target, number: 3, actor: "ada" });
  truth.convertToDraft({ ...target, number: 4 });
}
