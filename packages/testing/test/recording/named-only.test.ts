import { createFakeGitHub, loadRecording } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql } from "../ask.ts";
import { inventedRecording } from "../fidelity/invented-recording.ts";

test("what a recording only names is shown by GraphQL too: a review, commits, a team", async () => {
  const github = createFakeGitHub();
  const { derived } = loadRecording(github, inventedRecording);
  const { body } = await graphql(
    github,
    `{ repository(owner: "acme", name: "api") { pullRequest(number: 2) {
      reviews(first: 9) { nodes { fullDatabaseId commit { oid } } }
      reviewRequests(first: 9) { nodes { requestedReviewer { ... on Team { databaseId slug name } } } }
      reviewThreads(first: 9) { nodes { comments(first: 9) { nodes {
        pullRequestReview { fullDatabaseId } commit { oid } originalCommit { oid } } } } }
    } } }`,
  );
  const [comment] = inventedRecording.reviewComments[2];
  const { reviews, reviewRequests, reviewThreads } = body.data.repository.pullRequest;
  expect(reviewThreads.nodes[0].comments.nodes[0]).toEqual({
    pullRequestReview: { fullDatabaseId: String(comment?.pull_request_review_id) },
    commit: { oid: comment?.commit_id },
    originalCommit: { oid: comment?.original_commit_id },
  });
  const [review] = inventedRecording.reviews[2];
  expect(reviews.nodes).toEqual([
    { fullDatabaseId: String(review?.id), commit: { oid: review?.commit_id } },
  ]);
  const team = { databaseId: 4, slug: "core", name: "Core" };
  expect(reviewRequests.nodes).toContainEqual({ requestedReviewer: team });
  expect(derived.join("\n")).toContain("no list shows it");
  expect(derived.join("\n")).toContain("known by their sha alone");
});
