import type { RequestOptions } from "../github/github-client.ts";

/** A page of the pull requests that the first full sync is to read. */
export interface HistoryPage {
  readonly rows: readonly { readonly number: number; readonly updatedAt: Date }[];
  /** Pull requests in all; `undefined` where GitHub does not say. */
  readonly total: number | undefined;
  /** Where the next page begins, good between runs; absent on the last page, and in a list without such a place. */
  readonly cursor: string | undefined;
  readonly last: boolean;
}

export interface HistoryListOptions extends RequestOptions {
  /** Rows a list request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number;
}
