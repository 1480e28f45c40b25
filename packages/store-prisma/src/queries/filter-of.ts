import type { PullRequest } from "@ghsync/core";
import { badArgument } from "../check-argument.ts";
import { cleanInstant, cleanText } from "../rows/clean-value.ts";
import type { Row } from "../rows/row.ts";
import type { PullRequestFilter } from "./pull-request-query.ts";

/** What no row of any table meets. Beside others, Prisma takes an empty OR for true. */
export const nothing: Row = { repositoryId: { in: [] } };

const states: readonly PullRequest["state"][] = ["open", "closed", "merged"];

/** What a filter asks of rows, but for `awaitingReviewer`. @throws GhsyncError `config_invalid` for values of other types */
export function filterOf({
  state,
  author,
  draft,
  updatedSince,
  mergedSince,
}: PullRequestFilter): Row[] {
  if (draft !== undefined && typeof draft !== "boolean")
    throw badArgument("draft", "true or false");
  if (state !== undefined && !states.includes(state))
    throw badArgument("state", states.join(" or "));
  return [
    ...(state === undefined ? [] : [{ state }]),
    ...(author === undefined ? [] : [textFilter("author", "authorLogin", author)]),
    ...(draft === undefined ? [] : [{ draft }]),
    ...(updatedSince === undefined ? [] : [sinceFilter("updatedSince", "updatedAt", updatedSince)]),
    ...(mergedSince === undefined ? [] : [sinceFilter("mergedSince", "mergedAt", mergedSince)]),
  ];
}

/** Equal text. What no column holds, such as a NUL, which PostgreSQL refuses, nothing equals. */
export function textFilter(name: string, column: string, text: string): Row {
  if (typeof text !== "string") throw badArgument(name, "a text");
  return cleanText(text) === text ? { [column]: text } : nothing;
}

function sinceFilter(name: string, column: string, since: Date): Row {
  if (!(since instanceof Date) || Number.isNaN(since.getTime())) {
    throw badArgument(name, "a valid Date");
  }
  return { [column]: { gte: cleanInstant(since) } };
}
