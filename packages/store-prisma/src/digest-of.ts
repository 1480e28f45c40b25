import { createHash } from "node:crypto";

/**
 * A short hash of records: 96 bits of SHA-256. Values of one type that differ have different ones, but for keys, which are taken to be
 * the type's own, in one order.
 */
export function digestOf(...values: readonly unknown[]): string {
  count = 0;
  const text = values.reduce(textOf, "");
  const hash = createHash("sha256").update(numbers.subarray(0, count)).update(text);
  return hash.digest("base64url").slice(0, 16);
}

/** What is no text, by the one digest that is being made: to hash numbers as they are is much faster than to write them as text. */
let numbers = new Float64Array(4096);
let count = 0;

function add(number: number): void {
  if (count === numbers.length) {
    const more = new Float64Array(2 * count);
    more.set(numbers);
    numbers = more;
  }
  numbers[count++] = number;
}

/** Adds a value's text to a text, and all else to the numbers, of which the whole ones stand for themselves. */
function textOf(text: string, value: unknown): string {
  if (typeof value === "string") {
    add(value.length + 0.5);
    return text + value;
  }
  if (typeof value === "number") {
    if (!Number.isInteger(value)) add(-5.5);
    add(value);
  } else if (typeof value !== "object" || value === null) add(markOf(value));
  else if (value instanceof Date) add(value.getTime());
  else if (Array.isArray(value)) {
    add(-0.25 - value.length);
    for (const item of value) text = textOf(text, item);
  } else {
    add(-0.5);
    for (const key in value) text = textOf(text, value[key as keyof typeof value]);
  }
  return text;
}

function markOf(value: unknown): number {
  if (typeof value === "boolean") return value ? -1.5 : -2.5;
  return value === null ? -3.5 : -4.5;
}
