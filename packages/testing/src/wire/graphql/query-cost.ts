import {
  getArgumentValues,
  getNamedType,
  isInterfaceType,
  isObjectType,
  type SelectionSetNode,
} from "graphql";
import { type ParentType, type Query, select } from "./query-fields.ts";
import { checkBoundaries, checkNodeLimit } from "./query-limits.ts";

/** What a query is charged, from its shape alone. */
export interface QueryCost {
  /** Points: requests to fill every connection, divided by 100, rounded, at least 1. */
  readonly points: number;
  /** Records that it may answer with. */
  readonly nodeCount: number;
}

/**
 * Prices a query. Every connection counts one request per parent, with every `first` or `last` full.
 * Source: "Rate limits and query limits for the GraphQL API".
 */
export function priceQuery(query: Query, root: ParentType): QueryCost {
  let requests = 0;
  let nodeCount = 0;
  const walk = (
    sets: readonly SelectionSetNode[],
    type: ParentType,
    parents: number,
    path: readonly string[],
  ) => {
    for (const [key, { field, type: owner, selections }] of select(query, sets, type)) {
      const definition = owner.getFields()[field.name.value];
      // What selects nothing costs nothing, and most fields are such.
      if (definition === undefined || selections.length === 0) {
        continue;
      }
      const args = getArgumentValues(definition, field, query.variables);
      const child = getNamedType(definition.type);
      let count = parents;
      if (child.name.endsWith("Connection")) {
        checkBoundaries(field.name.value, args, selections, [...path, key]);
        requests += parents;
        count = parents * Number(args.first ?? args.last ?? 0);
        nodeCount += count;
      } else if (field.name.value === "nodes" && Array.isArray(args.ids)) {
        count = parents * args.ids.length;
        nodeCount += count;
      }
      if (isObjectType(child) || isInterfaceType(child)) {
        walk(selections, child, count, [...path, key]);
      }
    }
  };
  walk([query.operation.selectionSet], root, 1, [query.operation.operation]);
  checkNodeLimit(nodeCount);
  return { points: Math.max(1, Math.round(requests / 100)), nodeCount };
}
