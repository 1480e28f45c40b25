import type { RequestOptions } from "../github/github-client.ts";
import type { HistoryPlace } from "../ports/sync-state.ts";

/** A page of the pull requests that the first full sync is to read. */
export interface HistoryPage {
  readonly rows: readonly { readonly number: number; readonly updatedAt: Date }[];
  /** Pull requests in all; `undefined` where GitHub does not say. */
  readonly total: number | undefined;
  /** Where the next page begins, good between runs; absent on the last page, and behind one whose rows GitHub hides. */
  readonly place: HistoryPlace | undefined;
  readonly last: boolean;
  /** The list goes on though this page has fewer rows than were asked for: GitHub may have left some out. */
  readonly isShort?: boolean;
  /** Why a row of it, or of a page before it, could not be read. */
  readonly unread?: string | undefined;
}

export interface HistoryListOptions extends RequestOptions {
  /** Rows a list request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number;
}
