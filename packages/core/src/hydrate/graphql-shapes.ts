/** The answers to the hydration queries, as GitHub's GraphQL schema types them. */

export interface RawConnection<Node> {
  /** GitHub's own count, by the page read last; asked for where the rows are child records. */
  totalCount?: number;
  nodes: (Node | null)[] | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface RawActor {
  __typename: string;
  login: string;
  avatarUrl: string;
  databaseId?: number | null;
}

export interface RawTeam {
  __typename: "Team";
  databaseId: number | null;
  slug: string;
  name: string;
}

export interface RawAuthored {
  id: string;
  fullDatabaseId: string;
  author: RawActor | null;
  authorAssociation: string;
  body: string;
  url: string;
}

export interface RawReview extends RawAuthored {
  state: string;
  submittedAt: string;
  commit: { oid: string } | null;
}

export interface RawComment extends RawAuthored {
  createdAt: string;
  updatedAt: string;
}

export interface RawReviewComment extends RawComment {
  state: string;
  path: string;
  diffHunk: string;
  line: number | null;
  originalLine: number | null;
  startLine: number | null;
  originalStartLine: number | null;
  subjectType: string;
  commit: { oid: string } | null;
  originalCommit: { oid: string } | null;
  pullRequestReview: { fullDatabaseId: string } | null;
  replyTo: { fullDatabaseId: string } | null;
}

export interface RawReviewThread {
  id: string;
  diffSide: string;
  startDiffSide: string | null;
  comments: RawConnection<RawReviewComment>;
}

export interface RawGitActor {
  name: string | null;
  email: string | null;
  user: RawActor | null;
}

export interface RawCommit {
  commit: {
    oid: string;
    message: string;
    authoredDate: string;
    committedDate: string;
    author: RawGitActor | null;
    committer: RawGitActor | null;
  };
}

export interface RawFile {
  path: string;
  changeType: string;
  additions: number;
  deletions: number;
}

export interface RawLabel {
  id: string;
  name: string;
  color: string;
  description: string | null;
}

/** The connections of a pull request that are always read. */
export interface RawFlatConnections {
  labels: RawConnection<RawLabel> | null;
  assignees: RawConnection<RawActor>;
  reviewRequests: RawConnection<{ requestedReviewer: RawActor | RawTeam | null }> | null;
  closingIssuesReferences: RawConnection<{
    number: number;
    repository: { nameWithOwner: string };
  }> | null;
}

/** The connections that hold child records; absent where the kind is switched off. */
export interface RawChildConnections {
  reviews?: RawConnection<RawReview> | null;
  reviewThreads?: RawConnection<RawReviewThread>;
  comments?: RawConnection<RawComment>;
  commits?: RawConnection<RawCommit>;
  files?: RawConnection<RawFile> | null;
}

export interface RawPullRequest extends RawFlatConnections, RawChildConnections {
  id: string;
  fullDatabaseId: string;
  number: number;
  url: string;
  title: string;
  body: string;
  state: string;
  isDraft: boolean;
  locked: boolean;
  author: RawActor | null;
  authorAssociation: string;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  mergedBy: RawActor | null;
  mergeCommit: { oid: string } | null;
  headRefName: string;
  headRefOid: string;
  headRepository: { nameWithOwner: string } | null;
  baseRefName: string;
  baseRefOid: string;
  additions: number;
  deletions: number;
  changedFiles: number;
  milestone: { number: number; title: string; state: string; dueOn: string | null } | null;
}
