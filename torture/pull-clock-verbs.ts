import {
  type Change,
  type ChangeVerbs,
  logins,
  people,
  takeOne,
  targetOf,
  textOf,
} from "./change-verb.ts";

/** Changes that move the pull request's clock; where clocks are uncoupled, that one alone. */
export const pullClockVerbs: ChangeVerbs = [
  (change) => push(change, false),
  (change) => push(change, true),
  submitReview,
  submitReview,
  dismissReview,
  submitDraft,
  requestReview,
  (change) => change.truth.convertToDraft(targetOf(change)),
  (change) => change.truth.markReadyForReview(targetOf(change)),
  editReviewComment,
  editReviewComment,
  deleteReviewComment,
  deleteFork,
];

export function push(change: Change, forced: boolean): number {
  const { truth, random, number } = change;
  const path = random.pick(["src/a.ts", "src/b.ts", "README.md", "test/c.ts"]);
  const file = { path, status: "modified", additions: random.integer(0, 9), deletions: 1 } as const;
  const commits = [{ message: textOf(change) }];
  truth.pushCommits({ ...targetOf(change), commits, files: [file], forced });
  return number;
}

export function submitReview(change: Change): number {
  const { truth, made, random, number } = change;
  const body = textOf(change);
  const comments = random.chance(0.5) ? [{ path: "src/a.ts", line: 1, body }] : [];
  const state = random.pick(["APPROVED", "CHANGES_REQUESTED", "COMMENTED"] as const);
  const actor = random.pick(logins);
  const review = truth.submitReview({ ...targetOf(change), actor, state, body, comments });
  made.reviews.push({ number, review });
  return number;
}

function dismissReview({ truth, made, random }: Change): number | undefined {
  const found = random.pick(made.reviews);
  if (!found) return undefined;
  truth.dismissReview({ repository: made.repository, ...found });
  return found.number;
}

function submitDraft(change: Change): number {
  const { truth, random, number } = change;
  const comments = [{ path: "src/a.ts", line: 2, body: textOf(change) }];
  const actor = random.pick(people);
  const review = truth.startReview({ ...targetOf(change), actor, comments });
  truth.submitPendingReview({ ...targetOf(change), review, body: textOf(change) });
  return number;
}

function requestReview(change: Change): number {
  const { truth, random } = change;
  return truth.requestReview({ ...targetOf(change), reviewers: [random.pick(logins)] });
}

function editReviewComment(change: Change): number | undefined {
  const { truth, made, random } = change;
  const found = random.pick(made.reviewComments());
  if (!found) return undefined;
  const { number, comment } = found;
  truth.editReviewComment({ repository: made.repository, comment, body: textOf(change) });
  return number;
}

/** A deletion leaves no stamp; what happens to the pull request in the same moment does. */
function deleteReviewComment(change: Change): number | undefined {
  const { truth, made, random } = change;
  const found = random.pick(made.reviewComments());
  if (!found) return undefined;
  const { number, comment } = found;
  truth.deleteReviewComment({ repository: made.repository, comment });
  made.gone.add(comment);
  return push({ ...change, number }, false);
}

/** Its head repository is gone, which leaves no stamp; what happens in the same moment does. */
function deleteFork(change: Change): number | undefined {
  const { truth, made, random } = change;
  const number = takeOne(made.forks, random);
  if (number === undefined) return undefined;
  truth.deleteFork({ repository: made.repository, number });
  return truth.convertToDraft({ repository: made.repository, number });
}
