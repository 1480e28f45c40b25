/**
 * Text as every database can hold it: NUL is removed, and half of a surrogate pair becomes U+FFFD. PostgreSQL refuses both, and SQLite's
 * tools end a text at NUL. Applied to all that is stored, before it is compared with what is there.
 */
export function cleanText(text: string): string {
  return text.replaceAll(/[\0\p{Surrogate}]/gu, (odd) => (odd === "\0" ? "" : "\uFFFD"));
}

/** A copy of a plain value in which every text is clean. */
export function cleanTexts<T>(value: T): T {
  if (typeof value === "string") return cleanText(value) as T;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(cleanTexts) as T;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) copy[key] = cleanTexts(item);
  return copy as T;
}
