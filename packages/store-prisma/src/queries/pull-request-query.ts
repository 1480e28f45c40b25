import type { PullRequest } from "@ghsync/core";

/** Which pull requests to list, in which order, and how many at once. */
export type PullRequestQuery = PullRequestScope & PullRequestFilter & PullRequestPaging;

/**
 * Whose pull requests, and in which order: newest first. A key that is there with `undefined` is refused: a tenant that was lost on its way
 * must not open all tenants.
 */
export type PullRequestScope =
  | {
      /** One repository's. */
      readonly repositoryId: string;
      /** None, unless the repository is this tenant's; `null` for no tenant's. @defaultValue whosever it is */
      readonly tenantId?: string | null;
      /** By `updatedAt`, by creation, or by `mergedAt` (merged ones alone). @defaultValue "updated" */
      readonly order?: "updated" | "created" | "merged" | undefined;
    }
  | {
      /** One tenant's, of all its repositories; `null` for those of no tenant. */
      readonly tenantId: string | null;
      /** By `updatedAt`, or by `mergedAt` (merged ones alone). @defaultValue "updated" */
      readonly order?: "updated" | "merged" | undefined;
    };

/** What pull requests must meet, all of it. @defaultValue anything */
export interface PullRequestFilter {
  readonly state?: PullRequest["state"] | undefined;
  /** The author's login, as GitHub spells it. */
  readonly author?: string | undefined;
  /** The login of a requested reviewer of an open pull request who has not reviewed it yet. */
  readonly awaitingReviewer?: string | undefined;
  readonly draft?: boolean | undefined;
  /** Updated then or later, by GitHub's `updatedAt`. */
  readonly updatedSince?: Date | undefined;
  /** Merged then or later. */
  readonly mergedSince?: Date | undefined;
}

/** Which page. */
export interface PullRequestPaging {
  /** `next` of the page before. @defaultValue the first page */
  readonly after?: string | undefined;
  /** At most so many, 1 to 500. @defaultValue 50 */
  readonly limit?: number | undefined;
}

/** A page of pull requests. */
export interface PullRequestPage {
  readonly items: readonly ListedPullRequest[];
  /** What `after` of the next page is; `undefined` on the last. Opaque, and safe in a URL. */
  readonly next: string | undefined;
}

/** A stored pull request, and whose it is. */
export interface ListedPullRequest {
  readonly repositoryId: string;
  readonly pullRequest: PullRequest;
}
