import { GraphQLError, type SelectionSetNode } from "graphql";
import { graphqlFailure } from "./graphql-failure.ts";

const MAX_PAGE = 100;
const MAX_NODES = 500_000;

/** Refuses a connection without a bound, or with one beyond 100; a mere `totalCount` needs none. */
export function checkBoundaries(
  name: string,
  args: Readonly<Record<string, unknown>>,
  selections: readonly SelectionSetNode[],
  path: readonly string[],
): void {
  const bound = args.first == null ? "last" : "first";
  const asked = args[bound];
  if (asked == null) {
    if (!isCountOnly(selections)) {
      throw located(
        "MISSING_PAGINATION_BOUNDARIES",
        `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
        path,
      );
    }
  } else if (Number(asked) > MAX_PAGE) {
    throw located(
      "EXCESSIVE_PAGINATION",
      `Requesting ${asked} records on the \`${name}\` connection exceeds the \`${bound}\` limit of ${MAX_PAGE} records.`,
      path,
    );
  }
}

/** Refuses a query that could answer with more than 500,000 records. */
export function checkNodeLimit(nodeCount: number): void {
  if (nodeCount > MAX_NODES) {
    const asked = nodeCount.toLocaleString("en-US");
    throw graphqlFailure(
      "MAX_NODE_LIMIT_EXCEEDED",
      `This query requests up to ${asked} possible nodes which exceeds the maximum limit of 500,000.`,
    );
  }
}

function isCountOnly(selections: readonly SelectionSetNode[]): boolean {
  return selections
    .flatMap((set) => set.selections)
    .every((selection) => selection.kind === "Field" && selection.name.value === "totalCount");
}

function located(type: string, message: string, path: readonly string[]): GraphQLError {
  return new GraphQLError(message, { path, extensions: { type } });
}
