import type { StampedRow } from "./change-stream.ts";
import type { NumberedList } from "./joined-pages.ts";
import { instantIn, numberAt, numberIn, type RawRow } from "./listed-rows.ts";

/** A row of GitHub's list of pull requests, as far as it tells what may have changed. */
export interface PullRow extends StampedRow {
  readonly number: number;
  readonly createdAt: Date;
}

/** How a list of pull requests is asked for, and how its rows are read. */
export type PullsList = Pick<NumberedList<PullRow>, "path" | "parameters" | "read">;

/** @throws GhsyncError `response_invalid` for a row that is not of the shape that GitHub documents */
export function readPullRow(row: RawRow): PullRow {
  const number = numberIn(row);
  numberAt(row, "url", /\/pulls\/(\d+)$/, number);
  return { number, createdAt: instantIn(row, "created_at"), stamp: instantIn(row, "updated_at") };
}

/** Where GitHub lists a repository's pull requests. GitHub docs: REST "Pulls", "List pull requests". */
export function pullsPath(githubId: number): string {
  return `/repositories/${githubId}/pulls`;
}

/** That list by the pull requests' own clock, newest update first. */
export function pullsByUpdate(githubId: number): PullsList {
  return {
    path: pullsPath(githubId),
    parameters: { state: "all", sort: "updated", direction: "desc" },
    read: readPullRow,
  };
}
