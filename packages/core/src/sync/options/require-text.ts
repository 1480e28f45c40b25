import { GhsyncError } from "../../errors/ghsync-error.ts";

/**
 * A store that is asked for `undefined` may take it for "any": it never is.
 * @throws GhsyncError `config_invalid` unless `value` is a string
 */
export function requireText(name: string, value: unknown): void {
  if (typeof value === "string") return;
  const given = value === null ? "null" : typeof value;
  throw new GhsyncError("config_invalid", `${name} must be a string, not ${given}.`);
}
