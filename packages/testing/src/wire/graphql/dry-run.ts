import type { DocumentNode, FieldNode, OperationDefinitionNode } from "graphql";

/** Whether a query asks for its price alone: `rateLimit(dryRun: true)`. */
export function isDryRun(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return rateLimitFields(operation).some(({ arguments: args = [] }) =>
    args.some(
      ({ name, value }) =>
        name.value === "dryRun" &&
        (value.kind === "Variable"
          ? variables[value.name.value] === true
          : value.kind === "BooleanValue" && value.value),
    ),
  );
}

/** The same query without everything that isn't its price. */
export function onlyRateLimit(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode {
  const selectionSet = { ...operation.selectionSet, selections: rateLimitFields(operation) };
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition === operation ? { ...operation, selectionSet } : definition,
    ),
  };
}

function rateLimitFields({ selectionSet }: OperationDefinitionNode): FieldNode[] {
  return selectionSet.selections.filter(
    (selection): selection is FieldNode =>
      selection.kind === "Field" && selection.name.value === "rateLimit",
  );
}
