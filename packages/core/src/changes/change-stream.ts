import type { GitHubClient, ListPage, RequestOptions } from "../github/client.ts";
import { isGiven } from "../github/shape.ts";
import type { StoredETag, StreamCheckpoint, StreamName } from "../model/sync-state.ts";

/** A pull request in a stream, with its newest stamp there. */
export interface Change {
  readonly number: number;
  readonly stamp: Date;
}

/** The changes of one list request. */
export interface ChangePage {
  readonly changes: readonly Change[];
  /** To be committed in the same step as the changes. */
  readonly checkpoint: StreamCheckpoint;
  /** Whether the pass has reached its end. */
  readonly done: boolean;
  /** GitHub's `Date` of the response. */
  readonly date: Date;
}

export interface StreamReadOptions extends RequestOptions {
  /** How far a list may lag, in milliseconds. */
  readonly overlapMs: number;
  /** Rows per list request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number;
}

/** The repository that a stream reads. */
export interface StreamTarget {
  readonly githubId: number;
  /** Its last known name. If absent, rows are not checked by the name in their addresses. */
  readonly fullName?: string | undefined;
}

/** A list at GitHub that shows which pull requests may have changed. It reads no pull request. */
export interface ChangeStream {
  readonly name: StreamName;
  /**
   * Reads one pass, page by page, from the checkpoint. The caller may stop after any page: that
   * page's checkpoint continues there. Throws if the list ends early.
   */
  read(
    client: GitHubClient,
    target: StreamTarget,
    checkpoint: StreamCheckpoint,
    options: StreamReadOptions,
  ): AsyncIterable<ChangePage>;
}

/** Returns the stored ETag if this credential got it for exactly this URL. */
export function etagToSend(
  stored: StoredETag | undefined,
  credentialId: string,
  url: string,
): string | undefined {
  return stored?.credentialId === credentialId && stored.url === url ? stored.value : undefined;
}

/** Returns a page's ETag as a part of the checkpoint that ends the pass. */
export function etagToStore(
  page: Pick<ListPage<unknown>, "etag" | "url">,
  credentialId: string,
): { readonly etag?: StoredETag } {
  if (!isGiven(page.etag)) return {};
  return { etag: { credentialId, url: page.url, value: page.etag } };
}

/** A row of a list that is ordered by update. */
export interface StampedRow {
  /** The pull request of the row; `undefined` for a row of a plain issue. */
  readonly number: number | undefined;
  readonly stamp: Date;
}
