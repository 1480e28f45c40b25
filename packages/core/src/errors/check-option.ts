import { GhsyncError } from "./ghsync-error.ts";

/** @throws GhsyncError `config_invalid` unless `value` is a finite number of at least `least` */
export function requireAtLeast(option: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  throw new GhsyncError(
    "config_invalid",
    `${option} must be a number of at least ${least}, not ${String(value)}.`,
  );
}

/** @throws GhsyncError `config_invalid` unless `value` is a whole number between two, both included */
export function requireWholeNumber(
  option: string,
  value: number,
  least: number,
  most: number,
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new GhsyncError(
    "config_invalid",
    `${option} must be a whole number from ${least} to ${most}, not ${String(value)}.`,
  );
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
