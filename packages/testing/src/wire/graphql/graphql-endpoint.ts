import type { GraphQLSchema } from "graphql";
import type { Settings } from "../../fake-github-options.ts";
import type { GraphqlFaults } from "../../faults/fault-effects.ts";
import { fullNameOf, type Repository } from "../../truth/records.ts";
import type { World } from "../../truth/world.ts";
import { type Answer, type JsonContent, jsonAnswer } from "../answer.ts";
import type { Identity } from "../identity.ts";
import type { Mergeability } from "../mergeability.ts";
import type { NodeIdForm } from "../node-id-form.ts";
import { type RateLimits, remainingIn } from "../rate-limit.ts";
import { restError } from "../rest/rest-result.ts";
import type { WireRequest } from "../wire-message.ts";
import { prepareQuery, runQuery } from "./execute-graphql.ts";
import { formatFailure } from "./graphql-failure.ts";
import { lackingScopes, pointsSpent, timedOut } from "./graphql-refusals.ts";
import { parseGraphqlRequest } from "./graphql-request.ts";

/** What the GraphQL endpoint is given. */
export interface GraphqlEndpoint {
  readonly world: World;
  readonly limits: RateLimits;
  readonly settings: Settings;
  readonly schema: GraphQLSchema;
  readonly faults: GraphqlFaults;
  readonly mergeability: Mergeability;
  readonly nodeIds: NodeIdForm;
}

/** Makes the answer to `POST /graphql`. The query is validated, priced and charged before it runs. */
export function answerGraphql(
  endpoint: GraphqlEndpoint,
  { body }: WireRequest,
  identity: Identity,
): Answer {
  const { limits, settings, schema, faults } = endpoint;
  const window = limits.window(identity, "graphql");
  const answer = (content: JsonContent, operation = "GraphQL") =>
    jsonAnswer(operation, content, limits.headers(window));
  if (identity.anonymous) {
    return answer(restError(401, "This endpoint requires you to be authenticated.", "/graphql"));
  }
  const request = parseGraphqlRequest(body);
  if (request === undefined) {
    return answer(restError(400, "Problems parsing JSON"));
  }
  if (faults.limit !== undefined) {
    const spent = limits.headers({ ...window, used: window.limit });
    const { type = "RATE_LIMITED", status } = faults.limit;
    return jsonAnswer("GraphQL", pointsSpent(identity, type, status), spent);
  }
  if (remainingIn(window) === 0) {
    return answer(pointsSpent(identity, settings.limits.graphqlError));
  }
  const prepared = prepareQuery(schema, request);
  if (!("document" in prepared)) {
    return answer({ status: 200, body: { errors: prepared.map(formatFailure) } });
  }
  const lacking = lackingScopes(schema, prepared.document, settings.scopes);
  if (lacking !== undefined) {
    return answer({ status: 200, body: { errors: [lacking] } });
  }
  const { cost, name } = prepared;
  const charge = (points: number) => {
    window.used += points;
    return { charge: { resource: "graphql", points } } as const;
  };
  if (faults.timeout !== undefined) {
    const { points = TIMEOUT_POINTS } = faults.timeout;
    return { ...timedOut(name, faults.timeout), ...charge(cost.points + points) };
  }
  const charged = charge(prepared.dry ? 0 : cost.points);
  const failing = faults.fields;
  const { world, mergeability, nodeIds } = endpoint;
  const seen = new Set<Repository>();
  const context = { world, identity, cost, window, mergeability, nodeIds, failing, seen };
  const result = runQuery(schema, prepared, request.operationName, context);
  const [repository] = seen;
  return {
    ...answer({ status: 200, body: result }, name),
    ...charged,
    ...(repository && { repository: fullNameOf(repository) }),
  };
}

const TIMEOUT_POINTS = 10;
