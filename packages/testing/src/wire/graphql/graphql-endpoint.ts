import { fullNameOf, type Repository } from "../../truth/repository.ts";
import type { World } from "../../truth/world.ts";
import { type Answer, jsonAnswer } from "../answer.ts";
import type { Identity } from "../identity.ts";
import { type RateLimits, rateLimitHeaders, remainingIn } from "../rate-limit.ts";
import { restError } from "../rest/rest-result.ts";
import type { WireRequest } from "../wire-message.ts";
import { prepareQuery, runQuery } from "./execute-graphql.ts";
import { githubSchema } from "./github-schema.ts";
import { formatFailure } from "./graphql-failure.ts";
import { parseGraphqlRequest } from "./graphql-request.ts";

/** What GraphQL answers from. */
export interface GraphqlEndpoint {
  readonly world: World;
  readonly limits: RateLimits;
}

/** Answers `POST /graphql`: checked, priced and charged before it is run. */
export async function answerGraphql(
  { world, limits }: GraphqlEndpoint,
  { body }: WireRequest,
  identity: Identity,
): Promise<Answer> {
  const window = limits.window(identity, "graphql");
  if (identity.anonymous) {
    const refusal = restError(401, "This endpoint requires you to be authenticated.", "/graphql");
    return jsonAnswer("GraphQL", refusal, rateLimitHeaders(window));
  }
  const request = parseGraphqlRequest(body);
  if (request === undefined) {
    return jsonAnswer("GraphQL", restError(400, "Problems parsing JSON"), rateLimitHeaders(window));
  }
  if (remainingIn(window) === 0) {
    const message = `API rate limit already exceeded for user ID ${identity.id}.`;
    const errors = [{ type: "RATE_LIMIT", code: "graphql_rate_limit", message }];
    return jsonAnswer("GraphQL", { status: 200, body: { errors } }, rateLimitHeaders(window));
  }
  const schema = await githubSchema();
  const prepared = prepareQuery(schema, request);
  if (!("document" in prepared)) {
    const errors = prepared.map(formatFailure);
    return jsonAnswer("GraphQL", { status: 200, body: { errors } }, rateLimitHeaders(window));
  }
  window.used += prepared.cost.points;
  const context = { world, identity, cost: prepared.cost, window, seen: new Set<Repository>() };
  const result = await runQuery(schema, prepared, request.operationName, context);
  const [repository] = context.seen;
  return {
    ...jsonAnswer(prepared.name, { status: 200, body: result }, rateLimitHeaders(window)),
    points: prepared.cost.points,
    ...(repository && { repository: fullNameOf(repository) }),
  };
}
