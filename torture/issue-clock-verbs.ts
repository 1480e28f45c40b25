import {
  type Change,
  type ChangeVerbs,
  logins,
  people,
  takeOne,
  targetOf,
  textOf,
} from "./change-verb.ts";

/** Changes that move the issue's clock; where clocks are uncoupled, that one alone. */
export const issueClockVerbs: ChangeVerbs = [
  addLabel,
  addLabel,
  addLabel,
  removeLabel,
  (change) => change.truth.assign({ ...targetOf(change), assignees: [change.random.pick(people)] }),
  comment,
  comment,
  editComment,
  editComment,
  deleteComment,
];

export function addLabel(change: Change): number {
  const { truth, random } = change;
  return truth.addLabels({ ...targetOf(change), labels: [`label ${random.integer(1, 20)}`] });
}

function removeLabel(change: Change): number {
  const { truth, random } = change;
  return truth.removeLabel({ ...targetOf(change), label: `label ${random.integer(1, 20)}` });
}

export function comment(change: Change): number {
  const { truth, made, random, number } = change;
  const actor = random.pick(logins);
  const id = truth.comment({ ...targetOf(change), actor, body: textOf(change) });
  made.comments.push({ number, comment: id });
  return number;
}

function editComment(change: Change): number | undefined {
  const { truth, made, random } = change;
  const found = random.pick(made.comments);
  if (!found) return undefined;
  const { number, comment } = found;
  truth.editComment({ repository: made.repository, comment, body: textOf(change) });
  return number;
}

/** A deletion leaves no stamp; what happens to the pull request in the same moment does. */
function deleteComment(change: Change): number | undefined {
  const { truth, made, random } = change;
  const found = takeOne(made.comments, random);
  if (!found) return undefined;
  const { number, comment } = found;
  truth.deleteComment({ repository: made.repository, comment });
  made.gone.add(comment);
  return addLabel({ ...change, number });
}
