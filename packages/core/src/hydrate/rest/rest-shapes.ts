import {
  count,
  flag,
  handle,
  id,
  instant,
  list,
  nullable,
  number,
  optional,
  record,
  type Shape,
  sha,
  text,
  token,
  word,
} from "../../github/shape.ts";
import { actorTypes, diffSides, reviewStates } from "../../model/records.ts";

/**
 * GitHub's REST responses: every field that becomes a record, nullable or optional as in GitHub's
 * OpenAPI description. GitHub docs: REST "Pulls", "Pull request reviews", "Issue comments".
 */

export const restActor = record({
  id,
  login: handle,
  avatar_url: text,
  type: word(actorTypes),
  html_url: optional(text),
});

/** GitHub sends `{}` for an unknown account behind a commit. */
const commitAccount: Shape<ReturnType<typeof restActor> | null> = (value, at) => {
  const isUntold = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isUntold ? null : nullable(restActor)(value, at);
};

const authored = {
  id,
  node_id: token,
  user: nullable(restActor),
  author_association: text,
  body: nullable(text),
  html_url: text,
};

/** Only the author may see a pending review, and it has no `submitted_at`. */
export const restReviewState = record({
  state: word({ ...reviewStates, PENDING: "pending" }),
});

export const restReview = record({
  ...authored,
  body: text,
  state: word(reviewStates),
  submitted_at: instant,
  commit_id: nullable(sha),
});

const comment = { ...authored, created_at: instant, updated_at: instant };

export const restComment = record(comment);

export const restReviewComment = record({
  ...comment,
  body: text,
  pull_request_review_id: nullable(id),
  in_reply_to_id: optional(id),
  path: text,
  diff_hunk: text,
  commit_id: sha,
  original_commit_id: sha,
  line: optional(count),
  original_line: optional(count),
  start_line: optional(count),
  original_start_line: optional(count),
  side: optional(word(diffSides)),
  start_side: optional(word(diffSides)),
  subject_type: optional(word({ line: "line", file: "file" })),
});

const gitActor = nullable(
  record({ name: optional(text), email: optional(text), date: optional(instant) }),
);

export const restCommit = record({
  sha,
  commit: record({ message: text, author: gitActor, committer: gitActor }),
  author: commitAccount,
  committer: commitAccount,
});

export const restFile = record({
  filename: text,
  status: word({
    added: "added",
    removed: "removed",
    modified: "modified",
    renamed: "renamed",
    copied: "copied",
    changed: "changed",
    // GraphQL has no such status.
    unchanged: "changed",
  }),
  additions: count,
  deletions: count,
});

const label = record({ node_id: token, name: text, color: text, description: nullable(text) });

const milestone = record({
  number,
  title: text,
  state: word({ open: "open", closed: "closed" }),
  due_on: nullable(instant),
});

const branch = { ref: text, sha };

/** A single pull request. Optional fields that are absent become empty. */
export const restPullRequest = record({
  ...authored,
  number,
  title: text,
  state: word({ open: "open", closed: "closed" }),
  draft: optional(flag),
  locked: flag,
  created_at: instant,
  updated_at: instant,
  closed_at: nullable(instant),
  merged_at: nullable(instant),
  merged_by: nullable(restActor),
  merge_commit_sha: nullable(sha),
  head: record({ ...branch, repo: nullable(record({ full_name: text })) }),
  base: record({ ...branch, repo: record({ id, full_name: text }) }),
  additions: count,
  deletions: count,
  changed_files: count,
  commits: count,
  comments: count,
  review_comments: count,
  labels: list(label),
  assignees: optional(list(restActor)),
  requested_reviewers: optional(list(restActor)),
  requested_teams: optional(list(record({ id, slug: handle, name: text }))),
  milestone: nullable(milestone),
});
