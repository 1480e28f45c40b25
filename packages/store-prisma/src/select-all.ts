import { shippedModels } from "./shipped-models.ts";

/** All columns of a model that ghsync knows: not the host's own, and also those that the host's client omits. */
export function selectAll(model: keyof typeof shippedModels): { readonly [field: string]: true } {
  return Object.fromEntries(shippedModels[model].split(" ").map((field) => [field, true]));
}
