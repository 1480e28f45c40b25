import type { GitHubClient, ListPage, RequestOptions } from "../github/client.ts";
import { isGiven } from "../github/shape.ts";
import type { StoredETag, StreamCheckpoint, StreamName } from "../model/sync-state.ts";

/** A pull request that a stream shows, and the newest stamp that it shows of it. */
export interface Change {
  readonly number: number;
  readonly stamp: Date;
}

/** One list request's worth of changes. */
export interface ChangePage {
  readonly changes: readonly Change[];
  /** To be committed together with the changes. */
  readonly checkpoint: StreamCheckpoint;
  /** The pass is read to its end. */
  readonly done: boolean;
  /** GitHub's `Date` of the answer. */
  readonly date: Date;
}

export interface StreamReadOptions extends RequestOptions {
  /** How far a list may lag behind, in milliseconds. */
  readonly overlapMs: number;
  /** Rows a list request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number;
}

/** The repository that a stream reads, by its identity. */
export interface StreamTarget {
  readonly githubId: number;
  /** Its name, as last known. Where it is absent, no row is checked by the name in its address. */
  readonly fullName?: string | undefined;
}

/**
 * A list at GitHub that tells which pull requests may have changed. It reads lists only, and names pull requests; it never
 * reads one.
 */
export interface ChangeStream {
  readonly name: StreamName;
  /**
   * One pass, page by page, from where the checkpoint stands. Stop reading at any page: the page's checkpoint goes on
   * from there. Throws rather than end early.
   */
  read(
    client: GitHubClient,
    target: StreamTarget,
    checkpoint: StreamCheckpoint,
    options: StreamReadOptions,
  ): AsyncIterable<ChangePage>;
}

/** The ETag to ask with: only the one that this credential was given for this very URL. */
export function etagToSend(
  stored: StoredETag | undefined,
  credentialId: string,
  url: string,
): string | undefined {
  return stored?.credentialId === credentialId && stored.url === url ? stored.value : undefined;
}

/** A page's ETag as a part of the checkpoint that ends the pass. */
export function etagToStore(
  page: Pick<ListPage<unknown>, "etag" | "url">,
  credentialId: string,
): { readonly etag?: StoredETag } {
  if (!isGiven(page.etag)) return {};
  return { etag: { credentialId, url: page.url, value: page.etag } };
}

/** A row of a list that is ordered by update. */
export interface StampedRow {
  /** The pull request that the row speaks of; `undefined` for a row that speaks of a plain issue. */
  readonly number: number | undefined;
  readonly stamp: Date;
}
