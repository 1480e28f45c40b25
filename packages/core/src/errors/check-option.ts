import { GhsyncError } from "./ghsync-error.ts";

/** @throws GhsyncError `config_invalid` unless `value` is a finite number of at least `least` */
export function requireAtLeast(option: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
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
