import { responsePathAsArray } from "graphql";
import type { GraphqlFieldFault } from "../../faults/fault.ts";
import { graphqlFailure } from "./graphql-failure.ts";

type ResponsePath = Parameters<typeof responsePathAsArray>[0];

const MESSAGES: Readonly<Record<GraphqlFieldFault["type"], string>> = {
  FORBIDDEN: "Resource not accessible by integration",
  NOT_FOUND: "Could not resolve to a node.",
  RESOURCE_LIMITS_EXCEEDED: "Resource limits for this query exceeded.",
};

/** Throws at a field that is told to fail; the executor makes it, or its parent, `null`. */
export function failIfTold(
  failing: readonly GraphqlFieldFault[],
  field: string,
  path: ResponsePath,
): void {
  for (const fault of failing) {
    const place = fault.path;
    const isThere =
      place === undefined
        ? fault.field === field
        : JSON.stringify(place) === JSON.stringify(responsePathAsArray(path));
    if (isThere) {
      throw graphqlFailure(fault.type, fault.message ?? MESSAGES[fault.type]);
    }
  }
}
