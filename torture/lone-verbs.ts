import { type Change, type ChangeVerbs, people, targetOf, textOf } from "./change-verb.ts";
import { addLabel } from "./issue-clock-verbs.ts";
import { push } from "./pull-clock-verbs.ts";

/** Changes that one of the four lists shows alone, where clocks are uncoupled and an edited comment moves its own clock only. */
export const loneVerbs: ChangeVerbs = [
  addLabel,
  (change) => push(change, false),
  review,
  (change) => editOneOf(change, "comment") ?? addLabel(change),
  (change) => editOneOf(change, "comment") ?? addLabel(change),
  (change) => editOneOf(change, "reviewComment") ?? review(change),
  (change) => editOneOf(change, "reviewComment") ?? review(change),
];

function review(change: Change): number {
  const { truth, random, number } = change;
  truth.submitReview({ ...targetOf(change), actor: random.pick(people), body: textOf(change) });
  return number;
}

/** Edits a comment of the pull request of the change, if it has one. */
function editOneOf(change: Change, kind: "comment" | "reviewComment"): number | undefined {
  const { truth, made, random, number } = change;
  const comments = kind === "comment" ? made.comments : made.reviewComments();
  const found = random.pick(comments.filter((comment) => comment.number === number));
  if (!found) return undefined;
  const edit = { repository: made.repository, comment: found.comment, body: textOf(change) };
  if (kind === "comment") truth.editComment(edit);
  else truth.editReviewComment(edit);
  return number;
}
