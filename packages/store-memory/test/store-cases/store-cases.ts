import { catalogueCases } from "./catalogue-cases.ts";
import { commitCases } from "./commit-cases.ts";
import { leaseCases } from "./lease-cases.ts";
import { oddValueCases } from "./odd-value-cases.ts";
import { recordCases } from "./record-cases.ts";
import { stateCases } from "./state-cases.ts";
import type { StoreCase } from "./store-case.ts";

/** What every store must do, for any test runner. Each case wants a store of its own. */
export const storeCases: readonly StoreCase[] = [
  ...catalogueCases,
  ...leaseCases,
  ...commitCases,
  ...recordCases,
  ...stateCases,
  ...oddValueCases,
];
