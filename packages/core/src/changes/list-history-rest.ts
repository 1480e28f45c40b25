import type { GitHubClient } from "../github/github-client.ts";
import type { RepositoryTarget } from "../github/repository-target.ts";
import { parseInstant } from "../records/parse-value.ts";
import { walkDescending } from "./descending-walk.ts";
import type { HistoryListOptions, HistoryPage } from "./history-page.ts";
import { joinedPages, type NumberedList } from "./joined-pages.ts";
import { type PullRow, pullsByUpdate, pullsPath } from "./pulls-list.ts";

/**
 * Every pull request in the order of creation, newest first, by REST. The cursor says how many rows were read, and which was the last:
 * those that are opened meanwhile push it further down.
 */
export async function* listByCreationRest(
  client: GitHubClient,
  { githubId }: RepositoryTarget,
  cursor: string | undefined,
  { signal, pageSize = 100 }: HistoryListOptions,
): AsyncGenerator<HistoryPage> {
  const list: NumberedList<Pick<PullRow, "number" | "updated_at">> = {
    path: pullsPath(githubId),
    parameters: { state: "all", sort: "created", direction: "desc" },
    pageSize,
    isKnown: (row, last) => row.number >= last.number,
    joins: (rows, last) => (rows[0]?.number ?? 0) >= last.number,
  };
  for await (const page of joinedPages(client, list, { signal }, readSoFarOf(cursor))) {
    const { rows, hasNext, readSoFar } = page;
    yield {
      rows: rows.map((row) => ({ number: row.number, updatedAt: parseInstant(row.updated_at) })),
      total: undefined,
      // Behind a page whose rows are all hidden there is nothing to go on from.
      cursor:
        hasNext && readSoFar?.last ? `${readSoFar.count}:${readSoFar.last.number}` : undefined,
      last: !hasNext,
    };
  }
}

function readSoFarOf(cursor: string | undefined) {
  const [, count, number] = /^(\d+):(\d+)$/.exec(cursor ?? "") ?? [];
  if (count === undefined) return undefined;
  return { count: Number(count), last: { number: Number(number), updated_at: "" } };
}

/**
 * The pull requests that were updated since an instant, newest update first. The order moves, so there is no cursor: a list that is
 * broken off begins anew.
 */
export async function* listByUpdate(
  client: GitHubClient,
  { githubId }: RepositoryTarget,
  since: Date,
  options: HistoryListOptions,
): AsyncGenerator<HistoryPage> {
  const walk = { ...options, overlapMs: 0 };
  const pages = walkDescending(client, pullsByUpdate(githubId), { since }, walk);
  for await (const { changes, done } of pages) {
    yield {
      rows: changes.map(({ number, stamp }) => ({ number, updatedAt: stamp })),
      total: undefined,
      cursor: undefined,
      last: done,
    };
  }
}
