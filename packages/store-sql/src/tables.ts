import { type ChildKind, childKinds } from "@ghsync/core";
import type { Fragment } from "./sql.ts";

/** What a column holds. `key` is text that is compared byte by byte. */
export type ColumnType = "int" | "big" | "text" | "key" | "bool" | "instant" | "json" | "bytes";

/** The columns of a table by field name. A `?` allows null. */
interface Columns {
  readonly [field: string]: ColumnType | `${ColumnType}?`;
}

/** A column, resolved. */
export interface Column {
  readonly field: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly isNullable: boolean;
  /** What is read instead of the column. */
  readonly expression?: Fragment;
}

/** A table whose rows a page writes. */
export interface RecordTable {
  readonly name: string;
  /** The fields that tell rows of one repository apart. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

/** A tracked repository, with its lease and the state of its sync. `repo` is the key of its rows. */
export const repositories = {
  name: "ghsync_repositories",
  columns: columnsOf({
    id: "key",
    tenantId: "key?",
    tenantKey: "key",
    nameKey: "key",
    fullName: "text",
    githubId: "big?",
    nodeId: "text?",
    active: "bool",
    encryptedToken: "text?",
    fence: "int",
    leaseOwner: "key?",
    leaseExpiresAt: "instant?",
    revision: "int",
    commitToken: "key?",
    dueAt: "instant",
    status: "key",
    reason: "key?",
    lastAttemptAt: "instant?",
    lastSuccessAt: "instant?",
    lastSyncAt: "instant?",
    historyCompletedAt: "instant?",
    nextAttemptAt: "instant?",
    progressPhase: "key?",
    progressDone: "int?",
    progressTotal: "int?",
    progressTotalExact: "bool?",
    usageRequests: "int?",
    usagePoints: "int?",
    usageNotModified: "int?",
    usageRowsWritten: "int?",
    consecutiveFailures: "int",
    lastErrorCode: "key?",
    lastErrorMessage: "text?",
    lastErrorRequestId: "text?",
    lastErrorAt: "instant?",
    lastErrorUserActionable: "bool?",
    checkpoint: "json",
  }),
};

/** A pull request. `revision` and `changeRevision` are set by the statement that writes it. */
export const pullRequests: RecordTable = {
  name: "ghsync_pull_requests",
  key: ["number"],
  columns: columnsOf({
    number: "int",
    id: "big",
    nodeId: "text",
    url: "text",
    title: "text",
    body: "text?",
    state: "key",
    draft: "bool",
    locked: "bool",
    authorId: "big?",
    authorLogin: "key?",
    authorAssociation: "key",
    createdAt: "instant",
    updatedAt: "instant",
    closedAt: "instant?",
    mergedAt: "instant?",
    mergedById: "big?",
    mergedByLogin: "key?",
    mergeCommitSha: "key?",
    headRef: "text",
    headSha: "key",
    headRepository: "text?",
    baseRef: "text",
    baseSha: "key",
    additions: "int",
    deletions: "int",
    changedFiles: "int",
    milestoneNumber: "int?",
    milestoneTitle: "text?",
    milestoneState: "key?",
    milestoneDueOn: "instant?",
    labels: "json",
    assignees: "json",
    requestedReviewers: "json",
    linkedIssues: "json?",
    seen: "json",
    truncated: "json",
    unread: "json",
    readAt: "instant",
    digests: "bytes",
  }),
};

/** A table whose rows belong to pull requests. */
export type ChildTable = ChildKind | "reviewRequests";

/** All child tables, in the order in which they are written. */
export const childTables: readonly ChildTable[] = ["reviewRequests", ...childKinds];

const author = { authorId: "big?", authorLogin: "key?" } as const;

/** The child tables. `number` is the pull request's. */
export const children: { readonly [T in ChildTable]: RecordTable } = {
  reviewRequests: {
    name: "ghsync_review_requests",
    key: ["number", "kind", "reviewer"],
    columns: columnsOf({ number: "int", kind: "key", reviewer: "key" }),
  },
  reviews: {
    name: "ghsync_reviews",
    key: ["number", "id"],
    columns: columnsOf({
      number: "int",
      id: "big",
      nodeId: "text",
      ...author,
      authorAssociation: "key",
      state: "key",
      body: "text?",
      commitSha: "key?",
      submittedAt: "instant",
    }),
  },
  reviewComments: {
    name: "ghsync_review_comments",
    key: ["number", "id"],
    columns: columnsOf({
      number: "int",
      id: "big",
      nodeId: "text",
      reviewId: "big?",
      inReplyToId: "big?",
      ...author,
      authorAssociation: "key",
      body: "text?",
      path: "text",
      diffHunk: "text",
      commitSha: "key?",
      originalCommitSha: "key?",
      line: "int?",
      originalLine: "int?",
      startLine: "int?",
      originalStartLine: "int?",
      side: "key",
      startSide: "key?",
      subject: "key",
      createdAt: "instant",
      updatedAt: "instant",
    }),
  },
  comments: {
    name: "ghsync_comments",
    key: ["number", "id"],
    columns: columnsOf({
      number: "int",
      id: "big",
      nodeId: "text",
      ...author,
      authorAssociation: "key",
      body: "text?",
      createdAt: "instant",
      updatedAt: "instant",
    }),
  },
  commits: {
    name: "ghsync_commits",
    key: ["number", "sha"],
    columns: columnsOf({
      number: "int",
      sha: "key",
      position: "int",
      message: "text",
      authorName: "text?",
      authorEmail: "text?",
      authoredAt: "instant?",
      ...author,
      committerName: "text?",
      committerEmail: "text?",
      committedAt: "instant?",
      committerId: "big?",
      committerLogin: "key?",
    }),
  },
  files: {
    name: "ghsync_files",
    key: ["number", "pathHash"],
    columns: columnsOf({
      number: "int",
      pathHash: "bytes",
      path: "text",
      status: "key",
      additions: "int",
      deletions: "int",
    }),
  },
};

/** What is known of a person beside id and login. `id` is 0 if GitHub does not report it. */
export const actors: RecordTable = {
  name: "ghsync_actors",
  key: ["id", "login"],
  columns: columnsOf({ id: "big", login: "key", avatarUrl: "text?", type: "key" }),
};

/** The dirty list: pull requests that are to be read (again). */
export const dirtyPullRequests: RecordTable = {
  name: "ghsync_dirty_pull_requests",
  key: ["number"],
  columns: columnsOf({
    number: "int",
    stamps: "json",
    notBefore: "instant?",
    attempts: "int",
    reason: "text?",
  }),
};

/** Until when a credential must not be used. */
export const credentials = {
  name: "ghsync_credentials",
  columns: columnsOf({ credentialId: "key", blockedUntil: "instant" }),
};

/** Schedules of a scheduler without tables of its own. */
export const schedules = {
  name: "ghsync_schedules",
  columns: columnsOf({
    id: "key",
    cron: "text",
    timeZone: "text",
    task: "text",
    payload: "json",
    expireAfterMs: "big?",
    catchUp: "key?",
  }),
};

/** The claimed slots. They outlive their schedule. */
export const scheduleSlots = {
  name: "ghsync_schedule_slots",
  columns: columnsOf({ scheduleId: "key", slot: "instant" }),
};

/** Resolves columns, once for each table. */
function columnsOf(columns: Columns): readonly Column[] {
  return Object.entries(columns).map(([field, type]) => ({
    field,
    name: columnName(field),
    type: type.replace("?", "") as ColumnType,
    isNullable: type.endsWith("?"),
  }));
}

/** The name in the database of a field. */
export function columnName(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
