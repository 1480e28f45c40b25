/** What a JSON column can hold. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

const dateKey = "$date";

/**
 * Converts a plain value that holds `Date`s to JSON.
 *
 * For adapters that keep a checkpoint or stream stamps in one column. Keys with the value
 * `undefined` are left out.
 */
export function toJson(value: unknown): Json {
  if (value instanceof Date) return { [dateKey]: value.toISOString() };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, toJson(item)]),
    );
  }
  return value as Json;
}

/** Converts JSON of {@link toJson} back. */
export function fromJson<T>(json: unknown): T {
  if (Array.isArray(json)) return json.map(fromJson) as T;
  if (typeof json !== "object" || json === null) return json as T;
  const instant = (json as Record<string, unknown>)[dateKey];
  if (typeof instant === "string") return new Date(instant) as T;
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, fromJson(item)])) as T;
}
