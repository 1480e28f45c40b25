import type { ContractCase } from "@ghsync/testing/contracts";

/** Runs cases one after the other, and names those that fail. */
export async function failingCases(cases: readonly ContractCase[]): Promise<string[]> {
  const names: string[] = [];
  for (const { name, run } of cases) {
    await run().catch(() => names.push(name));
  }
  return names;
}
