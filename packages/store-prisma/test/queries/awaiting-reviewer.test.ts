import type { PullRequest } from "@ghsync/core";
import { expect, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import { octocat } from "../../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import type { PullRequestQuery } from "../../src/queries/index.ts";
import { providers } from "../test-database.ts";
import { startQueries } from "./start-queries.ts";

const noChildren = Object.fromEntries(
  ["reviews", "reviewComments", "comments", "commits", "files"].map((kind) => [kind, undefined]),
);
const total = 1300;

/** Of 1300 pull requests nine in ten are open, and await octocat: more than a statement can name. One in a hundred awaits mona. */
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

test.each(providers)(
  "A reviewer with more awaited pull requests than a statement can name gets all of them, in order, on %s",
  async (provider) => {
    const { id: repositoryId, commit, prisma, queries, statements } = await startQueries(provider);
    const snapshots = numbers.map((number) =>
      exampleSnapshot(number, { pullRequest: pullRequest(number), children: noChildren }),
    );
    await commit(toStore(...snapshots));
    const byUpdate = (one: number, other: number) =>
      Number(pullRequest(other).updatedAt) - Number(pullRequest(one).updatedAt) || other - one;
    const walk = async (query: PullRequestQuery) => {
      const found: number[] = [];
      for (let after: string | undefined; ; ) {
        const { items, next } = await queries.listPullRequests({ ...query, after });
        found.push(...items.map((item) => item.pullRequest.number));
        if (next === undefined) return found;
        expect(items).toHaveLength(query.limit ?? 50);
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

    // A page is found at its place: not all of it is read.
    statements.length = 0;
    const query = { repositoryId, awaitingReviewer: "octocat", limit: 10 };
    const { items } = await queries.listPullRequests(query);
    expect(items).toHaveLength(10);
    const reads = statements.filter(
      (sql) => sql.startsWith("SELECT") && !sql.includes("ghsync_credentials"),
    );
    expect(reads).toHaveLength(4);
    await prisma.ghSyncReviewRequest.deleteMany();
    expect((await queries.listPullRequests(query)).items).toEqual([]);
  },
);

test.each(providers)(
  "A reviewer whom pull requests of hundreds of repositories await has a list too, on %s",
  async (provider) => {
    const { id, commit, prisma, queries } = await startQueries(provider);
    await commit(toStore(exampleSnapshot(1, { pullRequest: pullRequest(1) })));
    const [own] = await prisma.ghSyncPullRequest.findMany({ where: { repositoryId: id } });
    const [request] = await prisma.ghSyncReviewRequest.findMany({ where: { repositoryId: id } });
    if (!own || !request) throw new Error("Both are stored.");
    const ids = Array.from({ length: 450 }, (_, index) => `repository-${String(index + 1000)}`);
    for (const repositoryId of ids) {
      const lists = { labels: [], assignees: [], requestedReviewers: [], linkedIssues: [] };
      const json = { ...lists, seen: {}, truncated: [], unread: [] };
      await prisma.ghSyncPullRequest.createMany({ data: { ...own, ...json, repositoryId } });
      await prisma.ghSyncReviewRequest.createMany({ data: { ...request, repositoryId } });
      const isFirstOfMany = repositoryId === ids[398];
      if (!isFirstOfMany && repositoryId !== ids.at(-1)) continue;
      const query = { tenantId: null, awaitingReviewer: "octocat", limit: 500 };
      const { items } = await queries.listPullRequests(query);
      expect(items).toHaveLength(isFirstOfMany ? 400 : 451);
      expect(new Set(items.map((item) => item.repositoryId)).size).toBe(items.length);
    }
  },
);
