import { badArgument } from "../check-argument.ts";
import { firstInstant, largestNumber, lastInstant } from "../clean-value.ts";

/** The field that a list is ordered by; the pull request's number stands for its creation. */
export type OrderField = "updatedAt" | "mergedAt" | "number";

/** The place of the last row of a page. */
export interface PageCursor {
  /** `null` where the order is by number alone. */
  readonly instant: Date | null;
  /** The short key of the repository. */
  readonly repo: number;
  readonly number: number;
}

/** A place in a list as text. */
export function encodeCursor(field: OrderField, { instant, repo, number }: PageCursor): string {
  const parts = [field, instant?.getTime() ?? null, repo, number];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** The reverse of {@link encodeCursor}. @throws GhsyncError `config_invalid` for anything but a `next` of a list in this order */
export function decodeCursor(field: OrderField, text: string): PageCursor {
  const parts = parse(text);
  const [order, instant, repo, number] = Array.isArray(parts) ? parts : [];
  const isInstant = field === "number" ? instant === null : isStored(instant);
  if (order !== field || !isInstant || !isKey(repo) || !isKey(number)) {
    throw badArgument("after", "the `next` of a page in the same order, or absent");
  }
  return { instant: instant === null ? null : new Date(instant), repo, number };
}

function isStored(instant: unknown): boolean {
  return isWhole(instant, lastInstant.getTime(), firstInstant.getTime());
}

function isKey(value: unknown): value is number {
  return isWhole(value, largestNumber, 0);
}

function isWhole(value: unknown, largest: number, smallest: number): boolean {
  return Number.isInteger(value) && (value as number) >= smallest && (value as number) <= largest;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
}
