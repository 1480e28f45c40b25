import { AssertionError } from "node:assert/strict";
import type { ContractCase } from "@ghsync/testing/contracts";

/** Runs cases one after the other, and names those that fail. */
export async function failingCases(cases: readonly ContractCase[]): Promise<string[]> {
  const names: string[] = [];
  for (const { name, run } of cases) {
    await run().catch((error: unknown) => {
      requireReason(name, error);
      names.push(name);
    });
  }
  return names;
}

/** "2 !== 0" does not say what was expected of a store, so a failed comparison of numbers or booleans needs a message. */
function requireReason(name: string, error: unknown): void {
  if (!(error instanceof AssertionError) || !error.generatedMessage) return;
  if (typeof error.expected !== "number" && typeof error.expected !== "boolean") return;
  throw new Error(`The case "${name}" fails without a reason: ${error.message}`, { cause: error });
}
