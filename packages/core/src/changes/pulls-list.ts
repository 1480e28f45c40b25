import { number, record, type Shape } from "../github/shape.ts";
import type { StampedRow } from "./change-stream.ts";
import { numberAt, requireSame, stamp } from "./listed-rows.ts";
import type { NumberedList } from "./page-reader.ts";

/** A row of GitHub's list of pull requests, with the fields that show a change. */
export interface PullRow extends StampedRow {
  readonly number: number;
  readonly createdAt: Date;
}

/** How a list of pull requests is requested, and how its rows are read. */
export type PullsList = Pick<NumberedList<PullRow>, "path" | "parameters" | "read">;

const pullRow = record({
  number,
  url: numberAt(/\/pulls\/(\d+)$/),
  created_at: stamp,
  updated_at: stamp,
});

export const parsePullRow: Shape<PullRow> = (value, at) => {
  const row = pullRow(value, at);
  requireSame(row.number, row.url, `${at}.url`);
  return { number: row.number, createdAt: row.created_at, stamp: row.updated_at };
};

/**
 * Returns the path of a repository's list of pull requests. GitHub docs: REST "Pulls", "List pull
 * requests".
 */
export function pullsPath(githubId: number): string {
  return `/repositories/${githubId}/pulls`;
}

/** Returns that list by the pull requests' own clock, newest update first. */
export function pullsByUpdate(githubId: number): PullsList {
  return {
    path: pullsPath(githubId),
    parameters: { state: "all", sort: "updated", direction: "desc" },
    read: parsePullRow,
  };
}
