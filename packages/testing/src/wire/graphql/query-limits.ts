import { GraphQLError, type SelectionSetNode } from "graphql";
import { graphqlFailure } from "./graphql-failure.ts";

const MAX_PAGE = 100;
const MAX_NODES = 500_000;

/** Refuses a connection without a bound, with both, or with one that isn't from 1 to 100; a mere `totalCount` needs none. */
export function checkBoundaries(
  name: string,
  args: Readonly<Record<string, unknown>>,
  selections: readonly SelectionSetNode[],
  path: readonly string[],
): void {
  if (args.first == null && args.last == null && !isCountOnly(selections)) {
    throw located(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
      path,
    );
  }
  if (args.first != null && args.last != null) {
    throw located(
      "UNSUPPORTED_PAGINATION",
      `Passing both \`first\` and \`last\` to paginate the \`${name}\` connection is not supported.`,
      path,
    );
  }
  for (const bound of ["first", "last"]) {
    checkBound(name, bound, args[bound], path);
  }
}

function checkBound(name: string, bound: string, asked: unknown, path: readonly string[]): void {
  if (asked != null && Number(asked) > MAX_PAGE) {
    throw located(
      "EXCESSIVE_PAGINATION",
      `Requesting ${asked} records on the \`${name}\` connection exceeds the \`${bound}\` limit of ${MAX_PAGE} records.`,
      path,
    );
  }
  if (asked != null && Number(asked) < 1) {
    throw located(
      "INSUFFICIENT_PAGINATION",
      `Requesting ${asked} records on the \`${name}\` connection is below the \`${bound}\` minimum of 1 record.`,
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
