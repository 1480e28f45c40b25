import type { Shaped } from "../../github/shape.ts";
import { orderActors, orderLabels, orderReviewers } from "../../model/canonical-order.ts";
import {
  type Actor,
  type ChangedFile,
  type Comment,
  type Commit,
  type PullRequest,
  type Review,
  type ReviewComment,
  stableAvatarUrl,
} from "../../model/records.ts";
import type {
  restActor,
  restComment,
  restCommit,
  restFile,
  restPullRequest,
  restReview,
  restReviewComment,
} from "./rest-shapes.ts";

/** Maps a single pull request of REST to a record. Missing values are `null`. */
export function mapRestPullRequest(raw: Shaped<typeof restPullRequest>): PullRequest {
  const { merged_at: mergedAt, milestone } = raw;
  return {
    number: raw.number,
    id: raw.id,
    nodeId: raw.node_id,
    url: raw.html_url,
    title: raw.title,
    body: raw.body || null,
    state: mergedAt ? "merged" : raw.state,
    draft: raw.draft ?? false,
    locked: raw.locked,
    author: mapRestActor(raw.user),
    authorAssociation: raw.author_association,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
    closedAt: raw.closed_at,
    mergedAt,
    mergedBy: mapRestActor(raw.merged_by),
    // Before the merge, this is GitHub's own test merge.
    mergeCommitSha: mergedAt === null ? null : raw.merge_commit_sha,
    headRef: raw.head.ref,
    headSha: raw.head.sha,
    headRepository: raw.head.repo?.full_name ?? null,
    baseRef: raw.base.ref,
    baseSha: raw.base.sha,
    additions: raw.additions,
    deletions: raw.deletions,
    changedFiles: raw.changed_files,
    labels: orderLabels(
      raw.labels.map(({ node_id: nodeId, name, color, description }) => ({
        nodeId,
        name,
        color,
        description,
      })),
    ),
    // GraphQL shows only people as assignees.
    assignees: orderActors(mapActors(raw.assignees).filter(({ type }) => type === "User")),
    requestedReviewers: mapReviewers(raw),
    milestone: milestone && {
      number: milestone.number,
      title: milestone.title,
      state: milestone.state,
      dueOn: milestone.due_on,
    },
    linkedIssues: null,
  };
}

/** Joins people and teams. Returns none if GitHub left out one of the two. */
function mapReviewers({
  requested_reviewers: people,
  requested_teams: teams,
}: Shaped<typeof restPullRequest>) {
  if (!people || !teams) return [];
  return orderReviewers([
    ...mapActors(people).map((actor) => ({ kind: "actor" as const, ...actor })),
    ...teams.map((team) => ({ kind: "team" as const, ...team })),
  ]);
}

function mapActors(raw: readonly Shaped<typeof restActor>[] | null) {
  return (raw ?? []).map(mapRestActor).filter((actor) => actor !== null);
}

type RestReview = Shaped<typeof restReview>;
type RestComment = Shaped<typeof restComment>;

function mapAuthored(raw: RestReview | RestComment) {
  return {
    id: raw.id,
    nodeId: raw.node_id,
    author: mapRestActor(raw.user),
    authorAssociation: raw.author_association,
    body: raw.body || null,
    url: raw.html_url,
  };
}

export function mapRestReview(raw: RestReview): Review {
  const { state, commit_id: commitSha, submitted_at: submittedAt } = raw;
  return { ...mapAuthored(raw), state, commitSha, submittedAt };
}

export function mapRestComment(raw: RestComment): Comment {
  return { ...mapAuthored(raw), createdAt: raw.created_at, updatedAt: raw.updated_at };
}

export function mapRestReviewComment(raw: Shaped<typeof restReviewComment>): ReviewComment {
  return {
    ...mapRestComment(raw),
    reviewId: raw.pull_request_review_id,
    inReplyToId: raw.in_reply_to_id,
    path: raw.path,
    diffHunk: raw.diff_hunk,
    commitSha: raw.commit_id,
    originalCommitSha: raw.original_commit_id,
    line: raw.line,
    originalLine: raw.original_line,
    startLine: raw.start_line,
    originalStartLine: raw.original_start_line,
    side: raw.side ?? "right",
    startSide: raw.start_side,
    subject: raw.subject_type ?? "line",
  };
}

export function mapRestCommit(
  { sha, commit, author, committer }: Shaped<typeof restCommit>,
  position: number,
): Commit {
  return {
    sha,
    position,
    message: commit.message,
    authorName: commit.author?.name ?? null,
    authorEmail: commit.author?.email ?? null,
    authoredAt: commit.author?.date ?? null,
    author: mapRestActor(author),
    committerName: commit.committer?.name ?? null,
    committerEmail: commit.committer?.email ?? null,
    committedAt: commit.committer?.date ?? null,
    committer: mapRestActor(committer),
  };
}

export function mapRestFile(raw: Shaped<typeof restFile>): ChangedFile {
  const { filename: path, status, additions, deletions } = raw;
  return { path, status, additions, deletions };
}

/** The account that some responses show instead of a deleted one. Others show none. */
const ghostId = 10_137;

/**
 * Maps an account; GitHub's ghost becomes `null`. Some bots have a display name, such as `Copilot`.
 * GraphQL shows their app's name, which is in the address of their page.
 */
export function mapRestActor(raw: Shaped<typeof restActor> | null): Actor | null {
  if (!raw || raw.id === ghostId) return null;
  const { id, type, html_url: page } = raw;
  const app = type === "Bot" && page ? /\/apps\/([\w.-]+)$/.exec(page)?.[1] : undefined;
  const login = app === undefined ? raw.login : `${app}[bot]`;
  return { id, login, avatarUrl: stableAvatarUrl(raw.avatar_url), type };
}
