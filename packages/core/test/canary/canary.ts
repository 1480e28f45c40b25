import { inspect } from "node:util";
import { formsOf } from "../../../testing/src/contracts/token-decryptor/forms-of.ts";

/**
 * A token that must appear nowhere. Its characters make the percent-encoded form a different one.
 */
export const canary = "ghp_CANARY+0f8bQz7+Tn2yKd5+Wm9cRx4+Jv1s";

const forms = formsOf(canary);

/** Shows everything that a value contains: as text, as JSON, and with hidden parts. */
export function show(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
  const shown = inspect(value, {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    getters: true,
    maxArrayLength: null,
    maxStringLength: null,
  });
  return [String(value), shown, json(value), ...chain(value)].join("\n");
}

/** Returns the forms of the token that a text contains. */
export function sightings(text: string): readonly string[] {
  return forms.filter((form) => text.includes(form));
}

function json(value: unknown): string {
  const seen = new WeakSet();
  return String(
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === "bigint") return String(part);
      if (typeof part !== "object" || part === null) return part;
      if (seen.has(part)) return "seen";
      seen.add(part);
      return part;
    }),
  );
}

/** Returns messages and stacks of an error and its causes. */
function chain(value: unknown): string[] {
  if (!(value instanceof Error)) return [];
  return [value.message, String(value.stack), ...chain(value.cause)];
}
