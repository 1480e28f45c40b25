import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** A query as it would be executed. */
export interface Query {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced, with their defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A field, with the selections of all its mentions. */
export interface Selected {
  readonly field: FieldNode;
  readonly type: ParentType;
  readonly selections: SelectionSetNode[];
}

/** What has the field. */
export type ParentType = Pick<GraphQLObjectType, "name" | "getFields">;

/** Fields by response key, as execution would merge them: through fragments, without what is left out. */
export function select(
  query: Query,
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

function isLeftOut(selection: SelectionNode, variables: Query["variables"]): boolean {
  if (!selection.directives?.length) {
    return false;
  }
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.if === true || include?.if === false;
}
