import {
  type Change,
  type ChangeVerbs,
  leaveOut,
  logins,
  targetOf,
  textOf,
} from "./change-verb.ts";

/** Changes that move both clocks of a pull request, and changes beside pull requests. */
export const otherVerbs: ChangeVerbs = [
  (change) => change.truth.editPullRequest({ ...targetOf(change), title: textOf(change) }),
  (change) => change.truth.editPullRequest({ ...targetOf(change), body: textOf(change) }),
  closeOrReopen,
  merge,
  openIssue,
  commentOnIssue,
  deleteAccount,
  rename,
  removePullRequest,
];

/** Opens a pull request, sometimes from a fork. */
export function openPullRequest(change: Omit<Change, "number">): number {
  const { truth, made, random } = change;
  const { repository } = made;
  const fork = random.chance(0.2) ? `someone-${made.states.size}/r` : undefined;
  const actor = random.pick(logins);
  const title = `title ${random.integer(1, 1_000_000)}`;
  const closes = made.issues.slice(-1).filter(() => random.chance(0.5));
  const number = truth.openPullRequest({ repository, actor, title, closes, ...(fork && { fork }) });
  made.pullRequests.push(number);
  made.states.set(number, "open");
  if (fork) made.forks.push(number);
  return number;
}

function closeOrReopen(change: Change): number | undefined {
  const { truth, made, random, number } = change;
  const state = made.states.get(number);
  if (state === "merged") return undefined;
  made.states.set(number, state === "open" ? "closed" : "open");
  if (state === "closed") return truth.reopenPullRequest(targetOf(change));
  return truth.closePullRequest({ ...targetOf(change), actor: random.pick(logins) });
}

function merge(change: Change): number | undefined {
  const { truth, made, random, number } = change;
  if (made.states.get(number) !== "open" || random.chance(0.5)) return undefined;
  made.states.set(number, "merged");
  return truth.mergePullRequest({ ...targetOf(change), actor: random.pick(logins) });
}

function openIssue(change: Change): undefined {
  const { truth, made, random } = change;
  const { repository } = made;
  made.issues.push(
    truth.openIssue({ repository, actor: random.pick(logins), title: textOf(change) }),
  );
}

function commentOnIssue(change: Change): undefined {
  const { truth, made, random } = change;
  const { repository } = made;
  const number = random.pick(made.issues);
  if (number === undefined) return;
  truth.comment({ repository, number, actor: random.pick(logins), body: textOf(change) });
}

/** Somebody comments and is gone, which leaves no stamp; what happens to the pull request in the same moment does. */
function deleteAccount(change: Change): number {
  const { truth, made, random, number } = change;
  const actor = `ghost-${number}-${random.integer(1, 1_000_000)}`;
  truth.comment({ ...targetOf(change), actor, body: textOf(change) });
  truth.submitReview({ ...targetOf(change), actor, body: textOf(change) });
  truth.deleteUser({ login: actor });
  return truth.editPullRequest({ repository: made.repository, number, title: textOf(change) });
}

/** Numbers and ids stay, the name changes. */
function rename({ truth, made, random }: Change): undefined {
  if (random.chance(0.7)) return;
  const fullName = `o/name-${made.formerNames.length + 2}`;
  truth.renameRepository({ repository: made.repository, fullName });
  made.formerNames.push(made.repository);
  made.repository = fullName;
}

/** GitHub takes one away, as it does with spam: nothing can happen to it any more. */
function removePullRequest({ truth, made, random, number }: Change): undefined {
  if (random.chance(0.5)) return;
  truth.removePullRequest({ repository: made.repository, number });
  made.removed.add(number);
  for (const numbers of [made.pullRequests, made.forks]) {
    leaveOut(numbers, (other) => other === number);
  }
  const isItsOwn = (child: { readonly number: number }) => child.number === number;
  leaveOut(made.reviews, isItsOwn);
  leaveOut(made.comments, isItsOwn);
}
