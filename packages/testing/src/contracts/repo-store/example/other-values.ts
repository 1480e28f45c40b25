/** Words of closed sets, each with another of its set. */
const otherWords: { readonly [word: string]: string } = {
  merged: "closed",
  approved: "dismissed",
  left: "right",
  right: "left",
  line: "file",
  modified: "removed",
};

/** A value of the same kind and size that differs. */
function otherThan(value: unknown): unknown {
  if (value instanceof Date) return new Date(value.getTime() + 1);
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return otherWords[value] ?? `${value.slice(0, -1)}#`;
  if (Array.isArray(value)) return [];
  return null;
}

/** The record with one field changed, for each field but its key. */
export function otherValues<T extends object>(record: T, key: string): T[] {
  return Object.entries(record)
    .filter(([name]) => name !== key)
    .map(([name, value]) => ({ ...record, [name]: otherThan(value) }));
}
