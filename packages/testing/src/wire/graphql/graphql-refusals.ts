import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { GraphqlTimeoutFault } from "../../faults/fault.ts";
import { htmlAnswer } from "../../faults/fault-answer.ts";
import { type Answer, type JsonContent, jsonAnswer } from "../answer.ts";
import type { Identity } from "../identity.ts";

const TOO_LONG =
  "Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `FA4E:00000000` when reporting this issue.";

/** The points of the window are spent. The two forms of the error are both observed. */
export function pointsSpent(
  { id }: Identity,
  type: "RATE_LIMIT" | "RATE_LIMITED",
  status = 200,
): JsonContent {
  const error =
    type === "RATE_LIMIT"
      ? {
          type,
          code: "graphql_rate_limit",
          message: `API rate limit already exceeded for user ID ${id}.`,
        }
      : { type, message: `API rate limit exceeded for user ID ${id}.` };
  return { status, body: { errors: [error] } };
}

/** The query was given up, as JSON without data or as a proxy's page. */
export function timedOut(operation: string, { status = 502, html }: GraphqlTimeoutFault): Answer {
  return html
    ? htmlAnswer(operation, status)
    : jsonAnswer(operation, { status, body: { data: null, errors: [{ message: TOO_LONG }] } });
}

const TEAM_SCOPES = ["read:org", "read:discussion"];

/** Why GitHub refuses a whole query to a token with these scopes: a team's fields ask for one more. */
export function lackingScopes(
  schema: GraphQLSchema,
  document: DocumentNode,
  scopes: readonly string[] | undefined,
): object | undefined {
  if (scopes === undefined || TEAM_SCOPES.some((scope) => scopes.includes(scope))) {
    return undefined;
  }
  const types = new TypeInfo(schema);
  let field: string | undefined;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        if (types.getParentType()?.name === "Team" && name.value !== "__typename") {
          field ??= name.value;
        }
      },
    }),
  );
  if (field === undefined) {
    return undefined;
  }
  const list = (names: readonly string[]) => `[${names.map((name) => `'${name}'`).join(", ")}]`;
  const message = `Your token has not been granted the required scopes to execute this query. The '${field}' field requires one of the following scopes: ${list(TEAM_SCOPES)}, but your token has only been granted the: ${list(scopes)} scopes. Please modify your token's scopes at: https://github.com/settings/tokens.`;
  return { type: "INSUFFICIENT_SCOPES", locations: [{ line: 1, column: 1 }], message };
}
