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
  type Shaped,
  sha,
  text,
  token,
  word,
} from "../github/shape.ts";
import { actorTypes, diffSides, reviewStates } from "../model/records.ts";

/**
 * The responses to the hydration queries: every field that becomes a record, nullable as in
 * GitHub's GraphQL schema. A connection is checked before its rows, because its further pages come
 * later.
 */

const account = record({
  __typename: word(actorTypes),
  login: handle,
  avatarUrl: text,
  databaseId: optional(id),
});

/** An account. Every kind has an id, except an enterprise's account. */
export const graphQLActor: typeof account = (value, at) => {
  const actor = account(value, at);
  if (actor.__typename !== "EnterpriseUserAccount") withId(value, at);
  return actor;
};

const withId = record({ databaseId: nullable(id) });

const team = record({
  __typename: word({ Team: "Team" }),
  databaseId: nullable(id),
  slug: handle,
  name: text,
});

/** The pull request that a row belongs to. */
const parent = record({ number: count });
const commitRef = nullable(record({ oid: sha }));
const recordRef = nullable(record({ fullDatabaseId: id }));

const authored = {
  id: token,
  fullDatabaseId: id,
  author: nullable(graphQLActor),
  authorAssociation: text,
  body: text,
  url: text,
};

export const graphQLReview = record({
  ...authored,
  state: word(reviewStates),
  submittedAt: instant,
  commit: commitRef,
});

const comment = { ...authored, createdAt: instant, updatedAt: instant };

export const graphQLComment = record(comment);

export const graphQLReviewComment = record({
  ...comment,
  state: word({ PENDING: "pending", SUBMITTED: "submitted" }),
  path: text,
  diffHunk: text,
  line: nullable(count),
  originalLine: nullable(count),
  startLine: nullable(count),
  originalStartLine: nullable(count),
  subjectType: word({ LINE: "line", FILE: "file" }),
  commit: commitRef,
  originalCommit: commitRef,
  pullRequestReview: recordRef,
  replyTo: recordRef,
});

/** A thread, without its comments. */
export const graphQLThread = record({
  id: token,
  diffSide: word(diffSides),
  startDiffSide: nullable(word(diffSides)),
});

const gitActor = nullable(
  record({ name: nullable(text), email: nullable(text), user: nullable(graphQLActor) }),
);

export const graphQLCommit = record({
  pullRequest: parent,
  commit: record({
    oid: sha,
    message: text,
    authoredDate: instant,
    committedDate: instant,
    author: gitActor,
    committer: gitActor,
  }),
});

export const graphQLFile = record({
  path: text,
  changeType: word({
    ADDED: "added",
    DELETED: "removed",
    MODIFIED: "modified",
    RENAMED: "renamed",
    COPIED: "copied",
    CHANGED: "changed",
  }),
  additions: count,
  deletions: count,
});

export const graphQLLabel = record({
  id: token,
  name: text,
  color: text,
  description: nullable(text),
});

function isTeam(value: unknown): boolean {
  return (value as { readonly __typename?: unknown } | null)?.__typename === "Team";
}

/**
 * A requested reviewer. A team that the credential may not name has only a type, and is refused.
 */
export const graphQLReviewRequest = record({
  pullRequest: parent,
  requestedReviewer: (value, at) => (isTeam(value) ? team(value, at) : graphQLActor(value, at)),
});

export const graphQLLinkedIssue = record({
  number,
  repository: record({ nameWithOwner: text }),
});

const milestone = record({
  number,
  title: text,
  state: word({ OPEN: "open", CLOSED: "closed" }),
  dueOn: nullable(instant),
});

/** The fields that a stored pull request must have. */
export const graphQLDetails = record({
  id: token,
  fullDatabaseId: id,
  number,
  url: text,
  title: text,
  body: text,
  state: word({ OPEN: "open", CLOSED: "closed", MERGED: "merged" }),
  isDraft: flag,
  locked: flag,
  authorAssociation: text,
  createdAt: instant,
  updatedAt: instant,
  closedAt: nullable(instant),
  mergedAt: nullable(instant),
  headRefName: text,
  headRefOid: sha,
  baseRefName: text,
  baseRefOid: sha,
  additions: count,
  deletions: count,
  changedFiles: count,
});

/** The fields that can be unknown, by GitHub's name. */
export const graphQLFields = {
  author: nullable(graphQLActor),
  mergedBy: nullable(graphQLActor),
  mergeCommit: commitRef,
  headRepository: nullable(record({ nameWithOwner: text })),
  milestone: nullable(milestone),
};

export type GraphQLFields = {
  readonly [K in keyof typeof graphQLFields]: Shaped<(typeof graphQLFields)[K]>;
};

export type GraphQLActor = Shaped<typeof graphQLActor>;

const pageInfo = record({ hasNextPage: flag, endCursor: nullable(text) });

/** A page of a connection, its rows unchecked. */
export const graphQLPage = record({
  totalCount: count,
  nodes: list<unknown>((node) => node),
  pageInfo,
});
