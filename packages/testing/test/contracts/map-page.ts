import type { CommitPage } from "@ghsync/core";

/** The page with a function applied to every text, number, instant and absence in its snapshots. */
export function mapPage(page: CommitPage, change: (value: unknown) => unknown): CommitPage {
  return { ...page, ...(page.snapshots && { snapshots: map(page.snapshots, change) }) };
}

function map<T>(value: T, change: (value: unknown) => unknown): T {
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return change(value) as T;
  }
  if (Array.isArray(value)) return value.map((item) => map(item, change)) as T;
  const entries = Object.entries(value).map(([key, item]) => [key, map(item, change)]);
  return Object.fromEntries(entries) as T;
}
