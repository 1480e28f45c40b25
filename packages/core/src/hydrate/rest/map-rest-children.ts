import type {
  ChangedFile,
  Comment,
  Commit,
  Review,
  ReviewComment,
} from "../../records/children.ts";
import type { Shaped } from "../../records/shape.ts";
import { mapRestActor } from "./map-rest-actor.ts";
import type {
  restComment,
  restCommit,
  restFile,
  restReview,
  restReviewComment,
} from "./rest-shapes.ts";

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
