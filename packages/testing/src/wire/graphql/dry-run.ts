import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  getArgumentValues,
  Kind,
} from "graphql";
import { type Query, select } from "./query-fields.ts";

/** The fields by which a query asks for its price alone, `rateLimit(dryRun: true)`; none, unless it does. */
export function dryRunFields(query: Query, root: GraphQLObjectType): readonly FieldNode[] {
  const rateLimit = root.getFields().rateLimit;
  const selected = [...select(query, [query.operation.selectionSet], root).values()];
  const fields = selected
    .filter(({ field }) => field.name.value === "rateLimit")
    .map(({ field, selections }) => ({
      ...field,
      selectionSet: {
        kind: Kind.SELECTION_SET,
        selections: selections.flatMap((set) => set.selections),
      } as const,
    }));
  const isDry = (field: FieldNode) =>
    rateLimit !== undefined && getArgumentValues(rateLimit, field, query.variables).dryRun === true;
  return fields.some(isDry) ? fields : [];
}

/** The same query with nothing but these fields. */
export function onlyThese(
  fields: readonly FieldNode[],
  document: DocumentNode,
  { operation }: Query,
): DocumentNode {
  const selectionSet = { ...operation.selectionSet, selections: fields };
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition === operation ? { ...operation, selectionSet } : definition,
    ),
  };
}
