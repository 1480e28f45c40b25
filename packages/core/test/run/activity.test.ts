import { fullName } from "../sync-harness.ts";
import { describeEdits, target } from "./edit-case.ts";

const has = <Row>(rows: readonly Row[] | undefined, test: (row: Row) => boolean) =>
  (rows ?? []).some(test);

const firstOf = (rows: readonly { readonly id: number }[] | undefined) => rows?.[0]?.id ?? 0;

describeEdits([
  {
    name: "a review",
    change: (truth) => truth.submitReview({ ...target, actor: "grace", state: "APPROVED" }),
    isSeen: ({ children }) => has(children.reviews, ({ state }) => state === "approved"),
  },
  {
    name: "a dismissed review",
    change: (truth, { children }) =>
      truth.dismissReview({ ...target, review: firstOf(children.reviews) }),
    isSeen: ({ children }) => has(children.reviews, ({ state }) => state === "dismissed"),
  },
  {
    name: "a review comment",
    change: (truth) => {
      const comments = [{ path: "src/change-2.ts", body: "And this?" }];
      truth.submitReview({ ...target, actor: "grace", comments });
    },
    isSeen: ({ children }) => has(children.reviewComments, ({ body }) => body === "And this?"),
  },
  {
    name: "a reply",
    change: (truth, { children }) => {
      const comment = firstOf(children.reviewComments);
      truth.replyToThread({ repository: fullName, comment, actor: "ada", body: "Because." });
    },
    isSeen: ({ children }) =>
      has(children.reviewComments, ({ body, inReplyToId }) => {
        return body === "Because." && inReplyToId === firstOf(children.reviewComments);
      }),
  },
  {
    name: "an edited review comment",
    change: (truth, { children }) => {
      const comment = firstOf(children.reviewComments);
      truth.editReviewComment({ repository: fullName, comment, body: "Why so?" });
    },
    isSeen: ({ children }) =>
      children.reviewComments?.length === 1 && children.reviewComments[0]?.body === "Why so?",
  },
  {
    name: "a comment",
    change: (truth) => truth.comment({ ...target, actor: "bob", body: "Nice" }),
    isSeen: ({ children }) => has(children.comments, ({ body }) => body === "Nice"),
  },
  {
    name: "an edited comment",
    change: (truth, { children }) => {
      const comment = firstOf(children.comments);
      truth.editComment({ repository: fullName, comment, body: "Hello again" });
    },
    isSeen: ({ children }) =>
      children.comments?.length === 1 && children.comments[0]?.body === "Hello again",
  },
  {
    name: "a push",
    change: (truth) => truth.pushCommits({ ...target, commits: [{ message: "More" }] }),
    isSeen: ({ children }) => children.commits?.[1]?.message === "More",
  },
  {
    name: "a force push",
    change: (truth) =>
      truth.pushCommits({ ...target, commits: [{ message: "Anew" }], forced: true }),
    isSeen: ({ children }) =>
      children.commits?.length === 1 && children.commits[0]?.message === "Anew",
  },
]);
