import type { Row } from "./rows/row.ts";
import { shippedModels } from "./shipped-models.ts";

/** For each model, what asks for all columns that ghsync knows: whatever the host's client omits, and none of the host's own. */
export const selectAll = Object.fromEntries(
  Object.entries(shippedModels).map(([model, fields]) => [
    model,
    Object.fromEntries(fields.split(" ").map((field) => [field, true])),
  ]),
) as { readonly [M in keyof typeof shippedModels]: Row };
