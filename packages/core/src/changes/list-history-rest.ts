import type { GitHubClient } from "../github/github-client.ts";
import { parseInstant } from "../records/parse-value.ts";
import { walkDescending } from "./descending-walk.ts";
import type { HistoryListOptions, HistoryPage, HistoryTarget } from "./history-page.ts";
import type { StampedRow } from "./stamped-row.ts";

/** Every pull request in the order of creation, newest first, by REST; the cursor is a page number, behind which pull requests can only be pushed further. */
export async function* listByCreationRest(
  client: GitHubClient,
  { githubId }: HistoryTarget,
  cursor: string | undefined,
  { signal, pageSize = 100 }: HistoryListOptions,
): AsyncGenerator<HistoryPage> {
  let number = Number(cursor ?? 1);
  const parameters = { state: "all", sort: "created", direction: "desc", per_page: pageSize };
  const path = `/repositories/${githubId}/pulls`;
  const from = { ...parameters, page: number };
  for await (const page of client.pages<PullRow>(path, from, { signal })) {
    number += 1;
    yield {
      rows: page.rows.map((row) => ({
        number: row.number,
        updatedAt: parseInstant(row.updated_at),
      })),
      total: undefined,
      cursor: page.hasNext ? String(number) : undefined,
      last: !page.hasNext,
    };
  }
}

/**
 * The pull requests that were updated since an instant, newest update first. The order moves, so there is no cursor: a list that is
 * broken off begins anew.
 */
export async function* listByUpdate(
  client: GitHubClient,
  { githubId }: HistoryTarget,
  since: Date,
  options: HistoryListOptions,
): AsyncGenerator<HistoryPage> {
  const list = {
    path: `/repositories/${githubId}/pulls`,
    parameters: { state: "all", sort: "updated", direction: "desc" },
    pullRequestOf: ({ number }: PullRow) => number,
  };
  const pages = walkDescending<PullRow>(client, list, { since }, { ...options, overlapMs: 0 });
  for await (const { changes, done } of pages) {
    yield {
      rows: changes.map(({ number, stamp }) => ({ number, updatedAt: stamp })),
      total: undefined,
      cursor: undefined,
      last: done,
    };
  }
}

interface PullRow extends StampedRow {
  readonly number: number;
}
