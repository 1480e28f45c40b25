import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { checkBoundaries, checkNodeLimit } from "./query-limits.ts";

/** What a query is charged, from its shape alone. */
export interface QueryCost {
  /** Points: requests to fill every connection, divided by 100, rounded, at least 1. */
  readonly points: number;
  /** Records that it may answer with. */
  readonly nodeCount: number;
}

/** The parts of a query that its cost depends on. */
export interface PricedQuery {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Selected {
  readonly field: FieldNode;
  readonly type: ParentType;
  readonly selections: SelectionSetNode[];
}

type ParentType = Pick<GraphQLObjectType, "name" | "getFields">;

/**
 * Prices a query. Every connection counts one request per parent, with every `first` or `last` full.
 * Source: "Rate limits and query limits for the GraphQL API".
 */
export function priceQuery(query: PricedQuery): QueryCost {
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
  const root = query.schema.getRootType(query.operation.operation);
  if (!root) {
    throw new GraphQLError(`GitHub has no ${query.operation.operation}.`);
  }
  walk([query.operation.selectionSet], root, 1, [query.operation.operation]);
  checkNodeLimit(nodeCount);
  return { points: Math.max(1, Math.round(requests / 100)), nodeCount };
}

/** Fields by response key, as execution would merge them. */
function select(
  query: PricedQuery,
  sets: readonly SelectionSetNode[],
  type: ParentType,
  selected = new Map<string, Selected>(),
): Map<string, Selected> {
  for (const selection of sets.flatMap((set) => set.selections)) {
    if (isLeftOut(selection, query.variables)) {
      continue;
    }
    if (selection.kind === "Field") {
      const key = selection.alias?.value ?? selection.name.value;
      const merged = selected.get(key) ?? { field: selection, type, selections: [] };
      if (selection.selectionSet) {
        merged.selections.push(selection.selectionSet);
      }
      selected.set(key, merged);
      continue;
    }
    const fragment =
      selection.kind === "FragmentSpread" ? query.fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : query.schema.getType(condition);
    if (fragment && (isObjectType(narrowed) || isInterfaceType(narrowed) || narrowed === type)) {
      select(query, [fragment.selectionSet], narrowed as ParentType, selected);
    }
  }
  return selected;
}

function isLeftOut(selection: SelectionNode, variables: PricedQuery["variables"]): boolean {
  if (!selection.directives?.length) {
    return false;
  }
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.if === true || include?.if === false;
}
