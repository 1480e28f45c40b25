import {
  type DocumentNode,
  executeSync,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  print,
  validate,
} from "graphql";
import { dryRunFields, onlyThese } from "./dry-run.ts";
import type { GraphqlContext } from "./graphql-context.ts";
import { failIfTold, formatFailure } from "./graphql-failure.ts";
import type { GraphqlRequest } from "./graphql-request.ts";
import { priceQuery, type QueryCost } from "./query-cost.ts";
import { resolvers } from "./resolvers.ts";

/** A query that GitHub accepts, with its price. */
export interface PreparedQuery {
  readonly document: DocumentNode;
  /** As they were sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly cost: QueryCost;
  /** Whether only the price is asked for, which costs nothing. */
  readonly dry: boolean;
  /** The operation's name. */
  readonly name: string;
}

/** Checks and prices a query without running it; errors come back as an array. */
export function prepareQuery(
  schema: GraphQLSchema,
  request: GraphqlRequest,
): PreparedQuery | readonly GraphQLError[] {
  try {
    const document = parse(request.query);
    const invalid = validate(schema, document);
    const operation = getOperationAST(document, request.operationName);
    if (invalid.length > 0) {
      return invalid;
    }
    if (!operation) {
      return [new GraphQLError("No operation to execute was named.")];
    }
    const definitions = operation.variableDefinitions ?? [];
    const { coerced: variables, errors } = getVariableValues(
      schema,
      definitions,
      request.variables ?? {},
    );
    if (errors !== undefined) {
      return errors.map(refusedVariable);
    }
    const root = schema.getRootType(operation.operation);
    if (!root) {
      return [new GraphQLError(`GitHub has no ${operation.operation}.`)];
    }
    const fragments = new Map(
      document.definitions
        .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
    const query = { schema, operation, fragments, variables };
    const cost = priceQuery(query, root);
    const priceFields = dryRunFields(query, root);
    const dry = priceFields.length > 0;
    return {
      document: dry ? onlyThese(priceFields, document, query) : document,
      variables: request.variables ?? {},
      cost,
      dry,
      name: operation.name?.value ?? "GraphQL",
    };
  } catch (error) {
    if (error instanceof GraphQLError) {
      return [error];
    }
    throw error;
  }
}

/** As GitHub words it: the variable and its type, not what was wrong. */
function refusedVariable(error: GraphQLError): GraphQLError {
  const definition = error.nodes?.find((node) => node.kind === Kind.VARIABLE_DEFINITION);
  if (definition === undefined) {
    return error;
  }
  const message = `Variable $${definition.variable.name.value} of type ${print(definition.type)} was provided invalid value`;
  return new GraphQLError(message, { nodes: [definition] });
}

/** Runs a prepared query; what it can't find is `null` beside an error. */
export function runQuery(
  schema: GraphQLSchema,
  { document, variables }: PreparedQuery,
  operationName: string | null | undefined,
  contextValue: GraphqlContext,
): unknown {
  const { data, errors } = executeSync({
    schema,
    document,
    variableValues: variables,
    contextValue,
    fieldResolver,
    typeResolver: (source: { type: string }) => source.type,
    ...(operationName != null && { operationName }),
  });
  return { data, ...(errors && { errors: errors.map(formatFailure) }) };
}

const fieldResolver: GraphQLFieldResolver<unknown, GraphqlContext> = (
  source,
  args,
  context,
  { parentType, fieldName, path },
) => {
  failIfTold(context.failing, `${parentType.name}.${fieldName}`, path);
  const resolve = resolvers[parentType.name]?.[fieldName];
  if (resolve !== undefined) {
    return resolve(source, args, context);
  }
  const record = source as Readonly<Record<string, unknown>> | undefined;
  if (record === undefined || !(fieldName in record)) {
    throw new Error(`FakeGitHub doesn't serve ${parentType.name}.${fieldName}.`);
  }
  const value = record[fieldName];
  return typeof value === "function" ? value(args, context) : value;
};
