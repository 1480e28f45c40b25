import { fullName, target } from "./sweep-world.ts";

/** A REST answer that core reads, and its fields that become records or show what changed. */
export interface RestShape {
  readonly name: string;
  /** The paths that answer it. */
  readonly path: RegExp;
  /** Places, as `mutate` takes them. */
  readonly fields: readonly string[];
  /** Rows of lists that GitHub does not count: a missing row cannot be noticed. @defaultValue none */
  readonly uncounted?: readonly string[];
  /** Which rows of a list are about the target. @defaultValue all */
  readonly isTarget?: (row: unknown) => boolean;
}

const actorFields = ["", ".id", ".login", ".avatar_url", ".type", ".html_url"];
const actor = (place: string) => actorFields.map((field) => place + field);
const authored = [
  "[]",
  "[].id",
  "[].node_id",
  ...actor("[].user"),
  "[].author_association",
  "[].body",
  "[].html_url",
];
const pull = `/pulls/${target}`;

/** What is read of the target by itself: `packages/core/src/hydrate/rest`. */
export const targetShapes: readonly RestShape[] = [
  {
    name: "pull request",
    path: new RegExp(`${pull}$`),
    uncounted: ["labels[]", "assignees[]", "requested_reviewers[]", "requested_teams[]"],
    fields: [
      "",
      ..."number id node_id url html_url title body state draft locked author_association".split(
        " ",
      ),
      ...actor("user"),
      ..."created_at updated_at closed_at merged_at merge_commit_sha".split(" "),
      ...actor("merged_by"),
      ..."head head.ref head.sha head.repo head.repo.full_name base base.ref base.sha base.repo base.repo.id base.repo.full_name".split(
        " ",
      ),
      ..."additions deletions changed_files commits comments review_comments".split(" "),
      ..."labels labels[] labels[].node_id labels[].name labels[].color labels[].description".split(
        " ",
      ),
      "assignees",
      ...actor("assignees[]"),
      "requested_reviewers",
      ...actor("requested_reviewers[]"),
      "requested_teams",
      ...["", ".id", ".slug", ".name"].map((field) => `requested_teams[]${field}`),
      "milestone",
      ...["number", "title", "state", "due_on"].map((field) => `milestone.${field}`),
    ],
  },
  {
    name: "reviews",
    path: new RegExp(`${pull}/reviews\\b`),
    uncounted: ["[]"],
    fields: ["", ...authored, "[].state", "[].submitted_at", "[].commit_id", "[].pull_request_url"],
  },
  {
    name: "review comments",
    path: new RegExp(`${pull}/comments\\b`),
    fields: [
      "",
      ...authored,
      ..."created_at updated_at pull_request_review_id in_reply_to_id path diff_hunk commit_id original_commit_id line original_line start_line original_start_line side start_side subject_type pull_request_url"
        .split(" ")
        .map((field) => `[].${field}`),
    ],
  },
  {
    name: "comments",
    path: new RegExp(`/issues/${target}/comments\\b`),
    fields: ["", ...authored, "[].created_at", "[].updated_at", "[].issue_url"],
  },
  {
    name: "commits",
    path: new RegExp(`${pull}/commits\\b`),
    fields: [
      "",
      "[]",
      "[].url",
      "[].sha",
      "[].commit",
      "[].commit.message",
      ...["author", "committer"].flatMap((who) => [
        ...["", ".name", ".email", ".date"].map((field) => `[].commit.${who}${field}`),
        ...actor(`[].${who}`),
      ]),
    ],
  },
  {
    name: "files",
    path: new RegExp(`${pull}/files\\b`),
    fields: [
      "",
      "[]",
      "[].url",
      "[].filename",
      "[].status",
      "[].additions",
      "[].deletions",
      "[].contents_url",
    ],
  },
];

/** What tells the repository of a row: `packages/core/src/changes/own-rows.ts`. */
const repositoryFields = [
  "base",
  "base.repo",
  "base.repo.id",
  "url",
  "repository_url",
  "issue_url",
  "pull_request_url",
].map((field) => `[].${field}`);

/** A row's fields, each once. */
const withRepository = (...fields: string[]) => [...new Set([...fields, ...repositoryFields])];

/** The rows that show what changed: `packages/core/src/changes`. */
export const changeShapes: readonly RestShape[] = [
  {
    name: "issues stream",
    path: /\/issues\?/,
    fields: withRepository(
      "",
      "[]",
      "[].html_url",
      "[].number",
      "[].updated_at",
      "[].pull_request",
      "[].pull_request.url",
    ),
    isTarget: (row) => fieldOf(row, "number") === target,
  },
  {
    name: "pulls stream",
    path: /\/pulls\?(?=.*sort=updated)/,
    fields: withRepository("", "[]", "[].number", "[].url", "[].created_at", "[].updated_at"),
    isTarget: (row) => fieldOf(row, "number") === target,
  },
  {
    name: "comments stream",
    path: /\/issues\/comments\?/,
    fields: withRepository("", "[]", "[].updated_at", "[].html_url", "[].issue_url"),
    isTarget: (row) => String(fieldOf(row, "issue_url")).endsWith(`/issues/${target}`),
  },
  {
    name: "review comments stream",
    path: /\/pulls\/comments\?/,
    fields: withRepository("", "[]", "[].html_url", "[].updated_at", "[].pull_request_url"),
    isTarget: (row) => String(fieldOf(row, "pull_request_url")).endsWith(pull),
  },
];

/** The list of all pull requests by REST: `packages/core/src/changes/history-list.ts`. */
export const historyShape: RestShape = {
  name: "history",
  path: /\/pulls\?(?=.*sort=created)/,
  uncounted: ["[]"],
  fields: withRepository("", "[]", "[].number", "[].url", "[].created_at", "[].updated_at"),
  isTarget: (row) => fieldOf(row, "number") === target,
};

/** The repository itself: `packages/core/src/github/identity.ts`, and its switches. */
export const repositoryShape: RestShape = {
  name: "repository",
  path: new RegExp(`^/(?:repos/${fullName}|repositories/\\d+)$`),
  fields: ["", "id", "node_id", "full_name", "has_issues", "has_pull_requests"],
};

function fieldOf(row: unknown, name: string): unknown {
  return (row as Readonly<Record<string, unknown>> | null)?.[name];
}
