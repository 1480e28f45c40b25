import type { ByNumber, Recording } from "./recording.ts";

/** The sentences that say what a recording lacks, and what is derived instead. */
export function derivations(recording: Recording): string[] {
  const { pulls, issues, reviewComments, reviews } = recording;
  const recordedIssues = new Set(issues.map(({ number }) => number));
  const withoutIssue = pulls.filter(({ number }) => !recordedIssues.has(number));
  const comments = Object.values(reviewComments).flat();
  const reviewIds = new Set(Object.values(reviews).flatMap((rows) => rows.map(({ id }) => id)));
  const orphans = comments.filter(
    ({ pull_request_review_id: id }) => id != null && !reviewIds.has(id),
  );
  const merged = pulls.filter(({ merged_at }) => merged_at !== null);
  const pullNumbers = new Set(pulls.map(({ number }) => number));
  const strays = issues.filter(
    (issue) => issue.pull_request !== undefined && !pullNumbers.has(issue.number),
  );
  const conflicts = rowConflicts(recording);
  const lost = [
    ...childNumbers([recording.issueComments], new Set([...pullNumbers, ...recordedIssues])),
    ...childNumbers([reviews, reviewComments, recording.commits], pullNumbers),
  ];
  const sentences: readonly [number, string][] = [
    [
      withoutIssue.length,
      "pull requests have no issue row: it is made from the pull request, with an id of its own.",
    ],
    [strays.length, "issue rows belong to pull requests that aren't recorded: they are left out."],
    [lost.length, "lists of children belong to numbers that aren't recorded: they are left out."],
    [
      conflicts.length,
      `fields differ between a pull request's row and its issue's: REST shows each as recorded, GraphQL and later verbs use the pull request's (${conflicts.join(", ")}).`,
    ],
    [
      pulls.length,
      "pull requests have no files: each path that its review comments name counts as one modified file, with the additions and deletions of its longest hunk; additions, deletions and changed_files are their sums.",
    ],
    [
      merged.filter(({ merged_by }) => merged_by === undefined).length,
      "merged pull requests don't say by whom: merged_by is null.",
    ],
    [
      merged.length,
      "merge commits are known by their sha alone, unless recorded: message, tree, author and committer are made up.",
    ],
    [
      comments.filter(({ subject_type }) => subject_type === undefined).length,
      "review comments have no subject_type: they are on a line.",
    ],
    [
      comments.length,
      "review comments show no threads: those that reply to the same comment are one, and none is resolved.",
    ],
    [
      orphans.length,
      "review comments name a review that isn't recorded: it is known by its id, and no list shows it.",
    ],
    [
      namedCommits(recording),
      "commits that reviews and their comments stand on aren't recorded: they are known by their sha alone.",
    ],
  ];
  return sentences.flatMap(([count, sentence]) => (count > 0 ? `${count} ${sentence}` : []));
}

function namedCommits({ reviews, reviewComments, commits, pulls }: Recording): number {
  const rows = <T>(kept: ByNumber<T>) => Object.values(kept).flat();
  const known = new Set([
    ...rows(commits).map(({ sha }) => sha),
    ...pulls.map(({ merge_commit_sha: sha }) => sha),
  ]);
  const named = new Set([
    ...rows(reviews).map(({ commit_id: sha }) => sha),
    ...rows(reviewComments).flatMap((row) => [row.commit_id, row.original_commit_id]),
  ]);
  return [...named].filter((sha) => sha !== null && !known.has(sha)).length;
}

function childNumbers(maps: readonly ByNumber<unknown>[], known: ReadonlySet<number>): number[] {
  return maps.flatMap((rows) =>
    Object.keys(rows)
      .map(Number)
      .filter((number) => !known.has(number)),
  );
}

/** What a pull request's row and its issue's row have in common, but for their clocks. */
const SHARED = [
  "title",
  "body",
  "state",
  "locked",
  "created_at",
  "closed_at",
  "user",
  "author_association",
  "labels",
  "assignees",
  "milestone",
] as const;

/** Fields whose values differ between a pull request's row and its issue's, as `number field`. */
export function rowConflicts({ pulls, issues }: Recording): string[] {
  const byNumber = new Map(issues.map((issue) => [issue.number, issue]));
  return pulls.flatMap((pull) => {
    const issue = byNumber.get(pull.number);
    return SHARED.filter(
      (key) =>
        issue?.[key] !== undefined &&
        pull[key] !== undefined &&
        JSON.stringify(issue[key] || null) !== JSON.stringify(pull[key] || null),
    ).map((key) => `#${pull.number} ${key}`);
  });
}
