import type { Clock } from "../clock.ts";
import type { WritableLedger } from "../ledger.ts";
import type { World } from "../truth/world.ts";
import { type Answer, jsonAnswer } from "./answer.ts";
import { API_VERSION } from "./api-version.ts";
import { answerGraphql } from "./graphql/graphql-endpoint.ts";
import type { Identify } from "./identity.ts";
import type { Intercept } from "./intercept.ts";
import type { RateLimits } from "./rate-limit.ts";
import { answerRest } from "./rest/rest-endpoint.ts";
import { restError } from "./rest/rest-result.ts";
import type { WireRequest, WireResponse } from "./wire-message.ts";

/** What the gateway joins. */
export interface GatewayOptions {
  readonly world: World;
  readonly clock: Pick<Clock, "now">;
  readonly ledger: WritableLedger;
  readonly limits: RateLimits;
  readonly identify: Identify;
  readonly interceptors: ReadonlySet<Intercept>;
}

/** The one door for sockets and in-process calls alike. */
export type Gateway = (request: WireRequest) => Promise<WireResponse | "reset">;

/** Creates the door: interceptors first, then GitHub itself; every call is in the ledger. */
export function createGateway(options: GatewayOptions): Gateway {
  const { clock, ledger, interceptors } = options;
  let serial = 0;
  return async (request) => {
    const { method, url, body } = request;
    const path = url.pathname + url.search;
    const at = clock.now();
    const intercepted = intercept(interceptors, {
      method,
      path,
      ...(body !== undefined && { body }),
    });
    const answer = intercepted ?? (await answerAsGitHub(options, request));
    if (answer === "reset") {
      ledger.add({ at, method, path, status: 0, operation: "intercepted" });
      return answer;
    }
    if (answer instanceof Response) {
      const { status } = answer;
      ledger.add({ at, method, path, status, operation: "intercepted" });
      return { status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    }
    const { status, headers, operation, points, repository } = answer;
    ledger.add({
      at,
      method,
      path,
      status,
      operation,
      ...(points !== undefined && { points }),
      ...(repository !== undefined && { repository }),
    });
    serial += 1;
    const requestId = `FA4E:${serial.toString(16).toUpperCase().padStart(8, "0")}`;
    const common = {
      date: at.toUTCString(),
      server: "github.com",
      "x-github-request-id": requestId,
    };
    return { status, headers: { ...common, ...headers }, body: answer.body };
  };
}

function intercept(
  interceptors: ReadonlySet<Intercept>,
  request: Parameters<Intercept>[0],
): Response | "reset" | undefined {
  for (const interceptor of interceptors) {
    const answer = interceptor(request);
    if (answer !== undefined) {
      return answer;
    }
  }
  return undefined;
}

async function answerAsGitHub(options: GatewayOptions, request: WireRequest): Promise<Answer> {
  const { method, url, headers } = request;
  const operation = `${method} ${url.pathname}`;
  if (!headers.get("user-agent")) {
    const message =
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.";
    return jsonAnswer(operation, restError(403, message));
  }
  const identity = options.identify(headers);
  if (identity === undefined) {
    return jsonAnswer(operation, restError(401, "Bad credentials"));
  }
  const version = headers.get("x-github-api-version") ?? API_VERSION;
  if (version !== API_VERSION) {
    return jsonAnswer(operation, restError(400, `Unsupported API version: ${version}`));
  }
  return url.pathname === "/graphql" && method === "POST"
    ? answerGraphql(options, request, identity)
    : answerRest(options, request, identity);
}
