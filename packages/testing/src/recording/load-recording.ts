import type { FakeGitHub } from "../fake-github.ts";
import { toInstant } from "../instant.ts";
import { type RepositorySummary, summarize } from "../repository-summary.ts";
import { addRepository } from "../truth/verbs/repositories.ts";
import { register, type World } from "../truth/world.ts";
import { worldOf } from "../world-of.ts";
import { derivations } from "./derivations.ts";
import { loadComment, loadIssue } from "./load-issues.ts";
import { loadPull } from "./load-pulls.ts";
import { loadRepository } from "./load-repository.ts";
import { loadReview, loadReviewComment } from "./load-reviews.ts";
import { parseRecording } from "./parse-recording.ts";
import type { ByNumber, Recording } from "./recording.ts";

/** What {@link loadRecording} brought. */
export interface LoadedRecording {
  readonly repository: RepositorySummary;
  /** What the recording lacks and was derived instead, in plain sentences. */
  readonly derived: readonly string[];
}

/**
 * Brings recorded answers of GitHub's REST API into a FakeGitHub, which then serves them by REST and
 * GraphQL alike. It isn't in the journal: load it again before a replay.
 *
 * @param json - The parsed file: `{ source, repository, pulls, issues, reviews, reviewComments,
 * issueComments, commits }`, the last four keyed by number, with whole REST bodies as rows.
 * @throws Error that says what is wrong with a malformed file.
 */
export function loadRecording(github: FakeGitHub, json: unknown): LoadedRecording {
  const recording = parseRecording(json);
  const world = worldOf(github);
  const { pulls, issues } = recording;
  const repository = baseRepository(world, recording, toInstant(github.clock.now()));
  const pullsByNumber = new Map(pulls.map((pull) => [pull.number, pull]));
  const rows = new Map(issues.map((issue) => [issue.number, issue]));
  for (const pull of pulls) {
    const { id = world.identifiers.next("issue"), ...issue } = rows.get(pull.number) ?? {};
    rows.set(pull.number, { ...issue, ...pull, id });
  }
  for (const row of [...rows.values()].sort((a, b) => a.number - b.number)) {
    const recordedPull = pullsByNumber.get(row.number);
    if (row.pull_request !== undefined && recordedPull === undefined) {
      continue;
    }
    const issue = loadIssue(world, repository, row);
    if (recordedPull === undefined) {
      register(world, issue);
    } else {
      const pull = loadPull(world, issue, recordedPull, recording);
      each(recording.reviews, row.number, (review) => loadReview(world, pull, review));
      each(recording.reviewComments, row.number, (comment) =>
        loadReviewComment(world, pull, comment),
      );
    }
    each(recording.issueComments, row.number, (comment) => loadComment(world, issue, comment));
  }
  return { repository: summarize(repository), derived: derivations(recording) };
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

function baseRepository(world: World, { repository, pulls }: Recording, at: string) {
  const recorded = pulls.find(({ base }) => base.repo !== null)?.base.repo;
  return recorded
    ? loadRepository(world, { ...recorded, full_name: repository })
    : addRepository({ world, at, touch: () => undefined }, { fullName: repository });
}
