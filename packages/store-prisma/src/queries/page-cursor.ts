import type { PullRequest } from "@ghsync/core";
import { badArgument, largestNumber } from "../check-argument.ts";
import { cleanText, firstInstant, lastInstant } from "../rows/clean-value.ts";
import type { ListedPullRequest } from "./pull-request-query.ts";

/** The field that a list is ordered by; the pull request's number stands for its creation. */
export type OrderField = "updatedAt" | "mergedAt" | "number";

/** The place of the last row of a page. */
export interface PageCursor {
  /** `null` where the order is by number alone. */
  readonly instant: Date | null;
  readonly repositoryId: string;
  readonly number: number;
}

/** A place in a list as text. */
export function encodeCursor(
  field: OrderField,
  { repositoryId, pullRequest }: ListedPullRequest,
): string {
  const instant = field === "number" ? null : instantOf(pullRequest, field);
  const parts = [field, instant, repositoryId, pullRequest.number];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** The reverse of {@link encodeCursor}. @throws GhsyncError `config_invalid` for anything but a `next` of a list in this order */
export function decodeCursor(field: OrderField, text: string): PageCursor {
  const parts = parse(text);
  const [order, instant, repositoryId, number] = Array.isArray(parts) ? parts : [];
  const isInstant = field === "number" ? instant === null : isStored(instant);
  const isId = typeof repositoryId === "string" && cleanText(repositoryId) === repositoryId;
  if (order !== field || !isInstant || !isId || !isWhole(number, largestNumber)) {
    throw badArgument("after", "the `next` of a page in the same order, or leave it out");
  }
  return { instant: instant === null ? null : new Date(instant), repositoryId, number };
}

function isStored(instant: unknown): boolean {
  return isWhole(instant, lastInstant.getTime(), firstInstant.getTime());
}

function isWhole(value: unknown, largest: number, smallest = 0): boolean {
  return Number.isInteger(value) && (value as number) >= smallest && (value as number) <= largest;
}

function instantOf(pullRequest: PullRequest, field: "updatedAt" | "mergedAt"): number | null {
  return pullRequest[field]?.getTime() ?? null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
}
