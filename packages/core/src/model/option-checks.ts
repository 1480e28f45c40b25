import { GhsyncError } from "./ghsync-error.ts";

/** @throws GhsyncError `config_invalid` unless `value` is a number of at least `least`, and finite unless `endless` */
export function requireAtLeast(
  option: string,
  value: number,
  least: number,
  { endless = false } = {},
): void {
  if (value >= least && (endless || Number.isFinite(value))) return;
  throw new GhsyncError(
    "config_invalid",
    `${option} must be a number of at least ${least}, not ${String(value)}.`,
  );
}

/** @throws GhsyncError `config_invalid` unless `value` is a whole number of at least 0 */
export function requireCount(option: string, value: number): void {
  requireAtLeast(option, value, 0);
  if (Number.isInteger(value)) return;
  throw new GhsyncError("config_invalid", `${option} must be a whole number, not ${value}.`);
}

/** @throws GhsyncError `config_invalid` unless `value` has all these methods */
export function requireMethods(option: string, value: unknown, methods: readonly string[]): void {
  const target = value as Record<string, unknown> | null | undefined;
  const missing = methods.filter((method) => typeof target?.[method] !== "function");
  if (missing.length === 0) return;
  throw new GhsyncError(
    "config_invalid",
    `${option} is missing, or lacks ${missing.join(", ")}: pass a complete one.`,
  );
}

/** @throws GhsyncError `config_invalid` unless `value` is a whole number from 1 to 100, as GitHub's page sizes are */
export function requireUpTo100(option: string, value: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= 100) return;
  throw new GhsyncError(
    "config_invalid",
    `${option} must be a whole number from 1 to 100, not ${value}.`,
  );
}

/** @throws GhsyncError `config_invalid` unless `value` is a number from 0 to below 1 */
export function requireShare(option: string, value: number): void {
  if (value >= 0 && value < 1) return;
  throw new GhsyncError(
    "config_invalid",
    `${option} must be a number from 0 to below 1, not ${String(value)}.`,
  );
}

/** @throws GhsyncError `config_invalid` unless `value` is a function */
export function requireFunction(option: string, value: unknown): void {
  if (typeof value === "function") return;
  throw new GhsyncError("config_invalid", `${option} must be a function, not ${typeof value}.`);
}

/** @throws GhsyncError `config_invalid` if an object has a key that is not known: one that is misspelt would be without effect */
export function requireKnown(of: string, given: object, known: object): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw new GhsyncError(
    "config_invalid",
    `${of} has no option ${unknown}; it has ${Object.keys(known).join(", ")}.`,
  );
}

/**
 * A store that is asked for `undefined` may take it for "any": it never is.
 * @throws GhsyncError `config_invalid` unless `value` is a string
 */
export function requireText(name: string, value: unknown): void {
  if (typeof value === "string") return;
  const given = value === null ? "null" : typeof value;
  throw new GhsyncError("config_invalid", `${name} must be a string, not ${given}.`);
}
