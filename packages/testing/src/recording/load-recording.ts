import type { FakeGitHub } from "../fake-github.ts";
import { toInstant } from "../instant.ts";
import { type RepositorySummary, summarize } from "../repository-summary.ts";
import type { Issue, Repository } from "../truth/records.ts";
import { addRepository } from "../truth/verbs/repositories.ts";
import { register } from "../truth/world.ts";
import { worldOf } from "../world-of.ts";
import { derivations } from "./derivations.ts";
import { loadNamedCommits } from "./load-commits.ts";
import { loadComment, loadIssue, loadIssueOfPull } from "./load-issues.ts";
import { loadPull } from "./load-pulls.ts";
import { loadRepository } from "./load-repository.ts";
import { loadReview, loadReviewComment } from "./load-reviews.ts";
import { createLoading, type Loading } from "./loading.ts";
import { parseRecording } from "./parse-recording.ts";
import type { ByNumber, RecordedIssue, RecordedPull, Recording } from "./recording.ts";

/** The result of {@link loadRecording}. */
export interface LoadedRecording {
  readonly repository: RepositorySummary;
  /** What the recording lacks and was derived instead, in plain sentences. */
  readonly derived: readonly string[];
}

/**
 * Loads recorded answers of GitHub's REST API into a FakeGitHub, which then serves them by REST and
 * GraphQL. REST returns each recorded field of each row, also fields that the truth does not model,
 * until a verb changes it. Counts continue from the recorded ones. A recording isn't in the journal:
 * load it again before a replay.
 *
 * @param json - The parsed file: `{ source, repository, pulls, issues, reviews, reviewComments,
 * issueComments, commits }`, the last four keyed by number, with whole REST bodies as rows.
 * @throws Error that says what is wrong with a malformed file.
 */
export function loadRecording(github: FakeGitHub, json: unknown): LoadedRecording {
  const recording = parseRecording(json);
  const loading = createLoading(worldOf(github));
  const repository = baseRepository(loading, recording, toInstant(github.clock.now()));
  const pulls = byNumber(recording.pulls);
  const issues = byNumber(recording.issues);
  const numbers = new Set([...pulls.keys(), ...issues.keys()]);
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const pull = pulls.get(number);
    const issue = issues.get(number);
    if (pull !== undefined) {
      loadPullRequest(loading, repository, recording, pull, issue);
    } else if (issue !== undefined && issue.pull_request === undefined) {
      const loaded = register(loading.world, loadIssue(loading, repository, issue));
      loadConversation(loading, loaded, recording);
    }
  }
  loadNamedCommits(loading.world, repository);
  loading.finish();
  return { repository: summarize(repository), derived: derivations(recording) };
}

function loadPullRequest(
  loading: Loading,
  repository: Repository,
  recording: Recording,
  recordedPull: RecordedPull,
  recordedIssue: RecordedIssue | undefined,
): void {
  const { number } = recordedPull;
  const issue = loadIssueOfPull(loading, repository, recordedPull, recordedIssue);
  const pull = loadPull(loading, issue, recordedPull, recording);
  each(recording.reviews, number, (review) => loadReview(loading, pull, review));
  each(recording.reviewComments, number, (comment) => loadReviewComment(loading, pull, comment));
  loadConversation(loading, issue, recording);
}

function loadConversation(loading: Loading, issue: Issue, { issueComments }: Recording): void {
  each(issueComments, issue.number, (comment) => loadComment(loading, issue, comment));
}

function byNumber<T extends { readonly number: number }>(rows: readonly T[]): Map<number, T> {
  return new Map(rows.map((row) => [row.number, row]));
}

function each<T extends { readonly id: number }>(
  rows: ByNumber<T>,
  number: number,
  load: (row: T) => void,
): void {
  for (const row of [...(rows[number] ?? [])].sort((a, b) => a.id - b.id)) {
    load(row);
  }
}

function baseRepository(loading: Loading, { repository, pulls }: Recording, at: string) {
  const recorded = pulls.find(({ base }) => base.repo !== null)?.base.repo;
  return recorded
    ? loadRepository(loading, { ...recorded, full_name: repository })
    : addRepository({ world: loading.world, at, touch: () => undefined }, { fullName: repository });
}
