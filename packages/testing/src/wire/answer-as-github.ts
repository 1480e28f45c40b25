import type { Clock } from "../clock.ts";
import type { Settings } from "../fake-github-options.ts";
import { faultAnswer } from "../faults/fault-answer.ts";
import type { FaultEffects } from "../faults/fault-effects.ts";
import { conditionally, rewriteAnswer } from "../faults/rewrite-answer.ts";
import type { World } from "../truth/world.ts";
import { type Answer, jsonAnswer } from "./answer.ts";
import { API_VERSION } from "./api-version.ts";
import type { FakeRequest } from "./fake-request.ts";
import { githubSchema } from "./graphql/github-schema.ts";
import { answerGraphql } from "./graphql/graphql-endpoint.ts";
import { ANONYMOUS, type Identify } from "./identity.ts";
import type { Mergeability } from "./mergeability.ts";
import type { NodeIdForm } from "./node-id-form.ts";
import { isGraphql } from "./operation.ts";
import type { RateLimits } from "./rate-limit.ts";
import { secondaryLimitExceeded, userAgentRequired } from "./refusals.ts";
import { answerRest } from "./rest/rest-endpoint.ts";
import { restError } from "./rest/rest-result.ts";
import { type Passage, secondaryPoints, type Traffic } from "./traffic.ts";
import type { WireRequest } from "./wire-message.ts";

/** The parts of FakeGitHub that an answer is made from. */
export interface AnswerSources {
  readonly world: World;
  readonly clock: Pick<Clock, "now">;
  readonly settings: Settings;
  readonly limits: RateLimits;
  readonly traffic: Traffic;
  readonly mergeability: Mergeability;
  readonly nodeIdForms: (headers: Headers) => NodeIdForm;
  readonly identify: Identify;
}

/** A request, and the effects of the faults that match it. */
export interface Answering {
  readonly request: WireRequest;
  readonly seen: FakeRequest;
  readonly effects: FaultEffects;
  readonly passage: Passage;
}

/** Makes GitHub's answer, and changes it by the faults that rewrite it. */
export async function answerAsGitHub(options: AnswerSources, asked: Answering): Promise<Answer> {
  const { rewrites } = asked.effects;
  if (rewrites.length === 0) return answerTruly(options, asked);
  // What the caller has is compared with the changed body.
  const headers = new Headers(asked.request.headers);
  headers.delete("if-none-match");
  const answer = await answerTruly(options, { ...asked, request: { ...asked.request, headers } });
  const rewritten = rewriteAnswer(answer, rewrites, asked.seen);
  return conditionally(rewritten, asked.request.headers.get("if-none-match"));
}

// Identity, API version and secondary limits are checked before the request itself.
async function answerTruly(
  options: AnswerSources,
  { request, seen, effects, passage }: Answering,
): Promise<Answer> {
  const { limits, identify } = options;
  const graphql = isGraphql(request);
  const { refusal } = effects;
  const identity = identify(request.headers);
  if (refusal !== undefined) {
    const caller = identity ?? ANONYMOUS;
    const window = limits.window(caller, graphql ? "graphql" : "core");
    const { operation } = seen;
    const authorization = request.headers.get("authorization") ?? "";
    return faultAnswer(refusal, { operation, authorization, identity: caller, window, limits });
  }
  if (!request.headers.get("user-agent")) {
    return jsonAnswer(seen.operation, userAgentRequired());
  }
  if (identity === undefined) {
    return jsonAnswer(seen.operation, restError(401, "Bad credentials"));
  }
  const version = request.headers.get("x-github-api-version") ?? API_VERSION;
  if (version !== API_VERSION) {
    return jsonAnswer(seen.operation, restError(400, `Unsupported API version: ${version}`));
  }
  const api = graphql ? "graphql" : "rest";
  const { secondary } = options.settings.limits;
  if (secondary !== undefined && options.traffic.refuses(identity, api, passage)) {
    const { status, retryAfterS } = secondary;
    return jsonAnswer(seen.operation, secondaryLimitExceeded(status, retryAfterS));
  }
  const schema = graphql ? await githubSchema() : undefined;
  const endpoint = { ...options, nodeIds: options.nodeIdForms(request.headers) };
  const answer = fromTruth(options, seen, () =>
    schema === undefined
      ? answerRest(endpoint, request, identity)
      : answerGraphql({ ...endpoint, schema, faults: effects.graphql }, request, identity),
  );
  const points = secondaryPoints(seen, answer.status, options.settings);
  options.traffic.spend(identity, { api, points, tookMs: effects.latencyMs });
  return answer;
}

/** Makes an answer from the present truth, or from an earlier one if the request meets a replica that lags. */
function fromTruth<T>(
  { world, clock, settings }: AnswerSources,
  seen: FakeRequest,
  answer: () => T,
): T {
  const lagMs = settings.replicaLagMs?.(seen) ?? 0;
  return world.history === undefined || lagMs <= 0
    ? answer()
    : world.history.asOf(world, clock.now().getTime() - lagMs, answer);
}
