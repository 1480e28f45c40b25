import type { PullRequest } from "@ghsync/core";

/** Which pull requests to list, in which order, and how many at once. */
export type PullRequestQuery = PullRequestScope & PullRequestFilter & PullRequestPaging;

/**
 * The repository or tenant whose pull requests are listed, and the order: newest first. A key with the value `undefined` is refused:
 * a tenant that was lost in the app must not give access to all tenants.
 */
export type PullRequestScope =
  | {
      /** The repository to list. */
      readonly repositoryId: string;
      /** Finds nothing if the repository belongs to another tenant; `null` for none. @defaultValue any tenant */
      readonly tenantId?: string | null;
      /** By `updatedAt`, by creation, or by `mergedAt` (merged ones alone). @defaultValue "updated" */
      readonly order?: "updated" | "created" | "merged" | undefined;
    }
  | {
      /** The tenant whose repositories are listed; `null` for those without a tenant. */
      readonly tenantId: string | null;
      /** By `updatedAt`, or by `mergedAt` (merged ones alone). @defaultValue "updated" */
      readonly order?: "updated" | "merged" | undefined;
    };

/** Conditions, all of which a pull request must meet. @defaultValue none */
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
  /** The maximum of rows, 1 to 500. @defaultValue 50 */
  readonly limit?: number | undefined;
}

/** A page of pull requests. */
export interface PullRequestPage {
  readonly items: readonly ListedPullRequest[];
  /** The `after` of the next page; `undefined` on the last. Opaque, and safe in a URL. */
  readonly next: string | undefined;
}

/** A stored pull request, with its repository and tenant. */
export interface ListedPullRequest {
  readonly repositoryId: string;
  readonly pullRequest: PullRequest;
}
