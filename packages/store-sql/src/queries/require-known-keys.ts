import { badArgument } from "../check-argument.ts";
import type {
  PullRequestFilter,
  PullRequestPaging,
  PullRequestScope,
} from "./pull-request-query.ts";

type Key =
  | keyof PullRequestFilter
  | keyof PullRequestPaging
  | keyof PullRequestScope
  | "repositoryId";

const keys: { readonly [K in Key]: true } = {
  repositoryId: true,
  tenantId: true,
  order: true,
  state: true,
  author: true,
  awaitingReviewer: true,
  draft: true,
  updatedSince: true,
  mergedSince: true,
  after: true,
  limit: true,
};

/** @throws GhsyncError `config_invalid` for an unknown key: a misspelt filter must not return all rows */
export function requireKnownKeys(query: unknown): void {
  const names = typeof query === "object" && query !== null ? Object.keys(query) : [];
  const unknown = names.find((name) => !Object.hasOwn(keys, name));
  if (names.length > 0 && unknown === undefined) return;
  throw badArgument(unknown ?? "query", `a query of ${Object.keys(keys).join(", ")}`);
}
