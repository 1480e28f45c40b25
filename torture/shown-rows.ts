import type { FakeRequest, FakeResponse } from "@ghsync/testing";

/** A row of a repository's list, as an answer shows it. */
export interface ShownRow {
  readonly kind: "issue" | "pull" | "comment" | "reviewComment";
  readonly id: number;
  /** The issue or pull request that it speaks of. */
  readonly number: number;
}

const kindOf = new Map([
  ["issues", "issue"],
  ["pulls", "pull"],
  ["issues/comments", "comment"],
  ["pulls/comments", "reviewComment"],
] as const);

interface RawRow {
  readonly id: number;
  readonly number?: number;
  readonly issue_url?: string;
  readonly pull_request_url?: string;
}

/** The rows that an answer shows, if it is a good one to one of a repository's four lists. */
export function shownRows(
  { path }: Pick<FakeRequest, "path">,
  { status, body }: Pick<FakeResponse, "status" | "body">,
): readonly ShownRow[] {
  const [, list] = /^\/repositories\/\d+\/((?:issues|pulls)(?:\/comments)?)\?/.exec(path) ?? [];
  const kind = kindOf.get(list as "issues");
  if (!kind || status !== 200) return [];
  return rowsIn(body).map(({ id, number, issue_url, pull_request_url }) => ({
    kind,
    id,
    number: number ?? Number((issue_url ?? pull_request_url)?.split("/").at(-1)),
  }));
}

function rowsIn(body: string): readonly RawRow[] {
  try {
    return JSON.parse(body) as RawRow[];
  } catch {
    // The connection broke in the middle of it.
    return [];
  }
}
