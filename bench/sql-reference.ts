import { hash } from "node:crypto";
import type { Actor, PullRequestSnapshot } from "@ghsync/core";
import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import type { Place } from "../packages/store-sql/test/drivers.ts";

/** The tables that a page writes, and the columns that tell their rows apart. */
const tables = {
  ghsync_actors: "repo, id, login",
  ghsync_pull_requests: "repo, number",
  ghsync_review_requests: "repo, number, kind, reviewer",
  ghsync_reviews: "repo, number, id",
  ghsync_review_comments: "repo, number, id",
  ghsync_comments: "repo, number, id",
  ghsync_commits: "repo, number, sha",
  ghsync_files: "repo, number, path_hash",
};

/** Rows of each table. */
type Page = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;

/** The same pull requests, written by hand. */
export interface Reference {
  write(snapshots: readonly PullRequestSnapshot[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the way that a good engineer would write a page on this driver. */
export function openReference(name: "better-sqlite3" | "pg", place: Place): Reference {
  return name === "pg" ? openPg(place) : openSqlite(place);
}

function upsert(table: string, key: string, columns: readonly string[], source: string): string {
  const others = columns.filter((column) => !key.split(", ").includes(column));
  const set = others.map((column) => `${column} = excluded.${column}`).join(", ");
  const action = set === "" ? "NOTHING" : `UPDATE SET ${set}`;
  return `INSERT INTO ${table} (${columns.join(", ")}) ${source} ON CONFLICT (${key}) DO ${action}`;
}

/** One statement a page, which takes the rows of each table as one JSON parameter. */
function openPg({ postgresUrl, schema }: Place): Reference {
  const client = new pg.Pool({ connectionString: postgresUrl, max: 1 });
  return {
    async write(snapshots) {
      const page = rowsOf(snapshots, (bytes) => `\\x${bytes.toString("hex")}`);
      const parts: string[] = [];
      const values: string[] = [];
      for (const [table, key] of Object.entries(tables)) {
        const rows = page.get(table) ?? [];
        const columns = Object.keys(rows[0] ?? {});
        if (columns.length === 0) continue;
        values.push(JSON.stringify(rows));
        const source = `SELECT ${columns.join(", ")} FROM json_populate_recordset(NULL::${schema}.${table}, $${values.length}::json)`;
        parts.push(`${table} AS (${upsert(`${schema}.${table}`, key, columns, source)})`);
      }
      const text = `WITH ${parts.join(", ")} SELECT 1`;
      await client.query({
        text,
        values,
        name: Object.keys(tables)
          .map((table) => (page.get(table)?.length ? 1 : 0))
          .join(""),
      });
    },
    close: () => client.end(),
  };
}

/** One prepared statement a table in one transaction, run once a row. */
function openSqlite({ file }: Place): Reference {
  const database = new BetterSqlite3(file);
  const prepared = new Map<string, BetterSqlite3.Statement<unknown[]>>();
  const prepare = (text: string) => {
    const statement = prepared.get(text) ?? database.prepare<unknown[]>(text);
    prepared.set(text, statement);
    return statement;
  };
  return {
    async write(snapshots) {
      const page = rowsOf(snapshots, (bytes) => bytes);
      database.exec("BEGIN IMMEDIATE");
      for (const [table, key] of Object.entries(tables)) {
        const rows = page.get(table) ?? [];
        const columns = Object.keys(rows[0] ?? {});
        if (columns.length === 0) continue;
        const places = columns.map(() => "?").join(", ");
        const statement = prepare(upsert(table, key, columns, `VALUES (${places})`));
        for (const row of rows) statement.run(...Object.values(row).map(forSqlite));
      }
      database.exec("COMMIT");
    },
    close: async () => void database.close(),
  };
}

function forSqlite(value: unknown): unknown {
  if (typeof value === "boolean") return Number(value);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}

/** The rows of pull requests. The one repository of the database has the key 1. */
function rowsOf(
  snapshots: readonly PullRequestSnapshot[],
  bytes: (given: Buffer) => unknown,
): Page {
  const page = new Map<string, Record<string, unknown>[]>(
    Object.keys(tables).map((table) => [table, []]),
  );
  const people = new Map<string, Record<string, unknown>>();
  const note = (person: Actor | null) => {
    if (!person) return;
    const { id, login, avatarUrl, type } = person;
    people.set(`${id} ${login}`, { ...own, id: id ?? 0, login, avatar_url: avatarUrl, type });
  };
  const own = { repo: 1, revision: 1 };
  const put = (table: keyof typeof tables, row: Record<string, unknown>) =>
    page.get(table)?.push(row);
  for (const { pullRequest: pull, children, truncated, unread, readAt } of snapshots) {
    const { number, author, mergedBy, milestone } = pull;
    const key = { ...own, number };
    note(author);
    note(mergedBy);
    for (const person of pull.assignees) note(person);
    put("ghsync_pull_requests", {
      ...key,
      change_revision: 1,
      id: pull.id,
      node_id: pull.nodeId,
      url: pull.url,
      title: pull.title,
      body: pull.body,
      state: pull.state,
      draft: pull.draft,
      locked: pull.locked,
      author_id: author?.id ?? null,
      author_login: author?.login ?? null,
      author_association: pull.authorAssociation,
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: pull.closedAt,
      merged_at: pull.mergedAt,
      merged_by_id: mergedBy?.id ?? null,
      merged_by_login: mergedBy?.login ?? null,
      merge_commit_sha: pull.mergeCommitSha,
      head_ref: pull.headRef,
      head_sha: pull.headSha,
      head_repository: pull.headRepository,
      base_ref: pull.baseRef,
      base_sha: pull.baseSha,
      additions: pull.additions,
      deletions: pull.deletions,
      changed_files: pull.changedFiles,
      milestone_number: milestone?.number ?? null,
      milestone_title: milestone?.title ?? null,
      milestone_state: milestone?.state ?? null,
      milestone_due_on: milestone?.dueOn ?? null,
      labels: pull.labels,
      assignees: pull.assignees.map(({ id, login }) => ({ id, login })),
      requested_reviewers: pull.requestedReviewers.map((one) =>
        one.kind === "team" ? one : { kind: one.kind, id: one.id, login: one.login },
      ),
      linked_issues: pull.linkedIssues,
      seen: { issues: readAt },
      truncated,
      unread,
      read_at: readAt,
      digests: bytes(Buffer.alloc(0)),
    });
    for (const one of pull.state === "open" ? pull.requestedReviewers : []) {
      if (one.kind === "actor") note(one);
      const reviewer = one.kind === "team" ? one.slug : one.login;
      put("ghsync_review_requests", { ...key, kind: one.kind, reviewer });
    }
    for (const one of children.reviews ?? []) {
      note(one.author);
      put("ghsync_reviews", {
        ...key,
        id: one.id,
        node_id: one.nodeId,
        ...authorOf(one),
        state: one.state,
        body: one.body,
        commit_sha: one.commitSha,
        submitted_at: one.submittedAt,
      });
    }
    for (const one of children.reviewComments ?? []) {
      note(one.author);
      put("ghsync_review_comments", {
        ...key,
        id: one.id,
        node_id: one.nodeId,
        review_id: one.reviewId,
        in_reply_to_id: one.inReplyToId,
        ...authorOf(one),
        body: one.body,
        path: one.path,
        diff_hunk: one.diffHunk,
        commit_sha: one.commitSha,
        original_commit_sha: one.originalCommitSha,
        line: one.line,
        original_line: one.originalLine,
        start_line: one.startLine,
        original_start_line: one.originalStartLine,
        side: one.side,
        start_side: one.startSide,
        subject: one.subject,
        created_at: one.createdAt,
        updated_at: one.updatedAt,
      });
    }
    for (const one of children.comments ?? []) {
      note(one.author);
      put("ghsync_comments", {
        ...key,
        id: one.id,
        node_id: one.nodeId,
        ...authorOf(one),
        body: one.body,
        created_at: one.createdAt,
        updated_at: one.updatedAt,
      });
    }
    for (const one of children.commits ?? []) {
      note(one.author);
      note(one.committer);
      put("ghsync_commits", {
        ...key,
        sha: one.sha,
        position: one.position,
        message: one.message,
        author_name: one.authorName,
        author_email: one.authorEmail,
        authored_at: one.authoredAt,
        author_id: one.author?.id ?? null,
        author_login: one.author?.login ?? null,
        committer_name: one.committerName,
        committer_email: one.committerEmail,
        committed_at: one.committedAt,
        committer_id: one.committer?.id ?? null,
        committer_login: one.committer?.login ?? null,
      });
    }
    for (const { path, status, additions, deletions } of children.files ?? []) {
      const path_hash = bytes(hash("sha256", path, "buffer").subarray(0, 16));
      put("ghsync_files", { ...key, path_hash, path, status, additions, deletions });
    }
  }
  page.set("ghsync_actors", [...people.values()]);
  return page;
}

function authorOf({
  author,
  authorAssociation,
}: {
  author: Actor | null;
  authorAssociation: string;
}) {
  return {
    author_id: author?.id ?? null,
    author_login: author?.login ?? null,
    author_association: authorAssociation,
  };
}
