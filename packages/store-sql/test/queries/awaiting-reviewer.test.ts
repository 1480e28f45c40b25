import type { PullRequest } from "@ghsync/core";
import { expect, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import { octocat } from "../../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import type { PullRequestQuery } from "../../src/queries/index.ts";
import { queryDrivers, startQueries } from "./start-queries.ts";

const noChildren = Object.fromEntries(
  ["reviews", "reviewComments", "comments", "commits", "files"].map((kind) => [kind, undefined]),
);
const total = 1300;

/** Of 1300 pull requests nine in ten are open, and await octocat. One in a hundred awaits mona. */
function pullRequest(number: number): Partial<PullRequest> {
  const logins = [
    ...(number % 13 === 0 ? [] : ["octocat"]),
    ...(number % 100 === 7 ? ["mona"] : []),
  ];
  return {
    state: number % 10 === 0 ? "merged" : "open",
    draft: number % 3 === 0,
    // Neither ascending nor all different.
    updatedAt: at((number * 7) % 1000),
    requestedReviewers: logins.map((login) => ({ kind: "actor", ...octocat, login })),
  };
}

const numbers = Array.from({ length: total }, (_, index) => index + 1);

function awaited(login: string, isWanted: (pull: Partial<PullRequest>) => boolean): number[] {
  return numbers.filter((number) => {
    const pull = pullRequest(number);
    const isAsked = pull.requestedReviewers?.some((one) => "login" in one && one.login === login);
    return pull.state === "open" && isAsked && isWanted(pull);
  });
}

test.each(queryDrivers)(
  "A reviewer whom many or few pull requests await gets all of them, in order, on %s",
  async (driver) => {
    const { id: repositoryId, commit, query, queries } = await startQueries(driver);
    const snapshots = numbers.map((number) =>
      exampleSnapshot(number, { pullRequest: pullRequest(number), children: noChildren }),
    );
    await commit(toStore(...snapshots));
    const byUpdate = (one: number, other: number) =>
      Number(pullRequest(other).updatedAt) - Number(pullRequest(one).updatedAt) || other - one;
    const walk = async (asked: PullRequestQuery) => {
      const found: number[] = [];
      for (let after: string | undefined; ; ) {
        const { items, next } = await queries.listPullRequests({ ...asked, after });
        found.push(...items.map((item) => item.pullRequest.number));
        if (next === undefined) return found;
        expect(items).toHaveLength(asked.limit ?? 50);
        expect(found.length).toBeLessThan(total);
        after = next;
      }
    };

    const everyone = () => true;
    for (const awaitingReviewer of ["octocat", "mona"]) {
      const all = awaited(awaitingReviewer, everyone).toSorted(byUpdate);
      for (const scope of [{ repositoryId }, { tenantId: null }]) {
        expect(await walk({ ...scope, awaitingReviewer, limit: 499 })).toEqual(all);
      }
      const byNumber = awaited(awaitingReviewer, everyone).toReversed();
      expect(await walk({ repositoryId, awaitingReviewer, limit: 500, order: "created" })).toEqual(
        byNumber,
      );
      const drafts = awaited(awaitingReviewer, ({ draft }) => draft === true).toSorted(byUpdate);
      expect(await walk({ repositoryId, awaitingReviewer, draft: true, limit: 100 })).toEqual(
        drafts,
      );
    }
    expect(await walk({ repositoryId, awaitingReviewer: "octocat", state: "merged" })).toEqual([]);

    const asked = { repositoryId, awaitingReviewer: "octocat", limit: 10 };
    await query("DELETE FROM ghsync_review_requests");
    expect((await queries.listPullRequests(asked)).items).toEqual([]);
  },
);
