import type { Issue, Repository } from "./records.ts";
import type { World } from "./world.ts";

/** A repository and what its labels and milestones say. */
function* recordsOfRepository(repository: Repository): Generator<object> {
  yield* [repository, repository.issueCounts, ...repository.labels.values()];
  for (const milestone of repository.milestones.values()) {
    yield milestone.counts;
  }
}

/** An issue, and with a pull request all that hangs below it. */
function* recordsOfIssue(issue: Issue): Generator<object> {
  const { pull, comments } = issue;
  yield* [issue, ...comments];
  if (pull !== null) {
    yield* [pull, pull.head, pull.base, ...pull.reviews, ...pull.commits];
    for (const thread of pull.threads) {
      yield* [thread, thread.anchor, ...thread.comments];
      yield* thread.comments.map(({ anchor }) => anchor);
    }
    for (const { review } of pull.pending ?? []) {
      yield review;
    }
  }
}

/** Keeps a repository, before a verb changes something about it. */
export function keepRepository({ history }: World, repository: Repository): void {
  history?.keep(recordsOfRepository(repository));
}

/** Keeps an issue, before a verb changes something about it. */
export function keepIssue({ history }: World, issue: Issue): void {
  history?.keep(recordsOfIssue(issue));
}
