import { type Actor, childKinds, type PullRequestSnapshot } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { resolveIdentity } from "../../src/github/identity.ts";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createClientOf } from "../support/client.ts";

const repository = "acme/api";

/** Every place of a pull request that can hold an account. */
function peopleOf({ pullRequest, children }: PullRequestSnapshot) {
  const one = <Row>(rows: readonly Row[] | undefined) => rows?.[0];
  const [reviewer] = pullRequest.requestedReviewers;
  return {
    author: pullRequest.author,
    mergedBy: pullRequest.mergedBy,
    requestedReviewer: reviewer,
    reviewAuthor: one(children.reviews)?.author,
    reviewCommentAuthor: one(children.reviewComments)?.author,
    commentAuthor: one(children.comments)?.author,
    commitAuthor: one(children.commits)?.author,
    committer: one(children.commits)?.committer,
  } satisfies { readonly [place: string]: object | null | undefined };
}

async function readBoth(login: string, shownAs?: string) {
  const github = createFakeGitHub();
  const { truth } = github;
  truth.createRepository({ fullName: repository });
  truth.createUser({ login, ...(shownAs !== undefined && { shownAs }) });
  const commits = [{ message: "Bump", author: { login }, committer: { login } }];
  const number = truth.openPullRequest({ repository, actor: login, title: "Bump", commits });
  truth.requestReview({ repository, number, reviewers: [login] });
  const comments = [{ path: "a.ts", line: 1, body: "Why?" }];
  truth.submitReview({ repository, number, actor: login, comments });
  truth.requestReview({ repository, number, reviewers: [login] });
  truth.comment({ repository, number, actor: login, body: "Hi" });
  truth.mergePullRequest({ repository, number, actor: login });
  const client = await createClientOf(github);
  const { identity } = await resolveIdentity(client, repository);
  const read = async (api: "graphql" | "rest") => {
    const options = { kinds: childKinds, api, size: 25, most: 25 };
    const { snapshots, unread } = await hydrateNext(client, identity, [number], options);
    expect(unread).toEqual([]);
    const [snapshot] = snapshots;
    if (!snapshot) throw new Error("It was not read.");
    return peopleOf(snapshot);
  };
  return { byGraphQL: await read("graphql"), byRest: await read("rest") };
}

describe("I8: an account is the same by both interfaces, in every place", () => {
  it.each([
    ["a person", "ada", undefined, { login: "ada", type: "User" }],
    ["a bot", "dependabot[bot]", undefined, { login: "dependabot[bot]", type: "Bot" }],
    [
      "a bot with another name by REST",
      "copilot-swe-agent[bot]",
      "Copilot",
      { login: "copilot-swe-agent[bot]", type: "Bot" },
    ],
  ] as const)("%s", async (_, login, shownAs, expected) => {
    const { byGraphQL, byRest } = await readBoth(login, shownAs);
    expect(byRest).toEqual(byGraphQL);
    const ids = new Set<unknown>();
    for (const [place, account] of Object.entries(byGraphQL)) {
      expect(account, place).toMatchObject(expected);
      ids.add((account as Actor).id);
    }
    expect(ids.size).toBe(1);
  });
});
