import { operationOf } from "./operation.ts";
import type { WireRequest } from "./wire-message.ts";

/** A request as hooks, faults and the replica lag see it. */
export interface FakeRequest extends InterceptedRequest {
  /** A GraphQL operation's name, or the REST route as GitHub's reference writes it. */
  readonly operation: string;
  /** Which request of all it is, from 1. */
  readonly index: number;
  readonly headers: Headers;
}

/** Describes a request. Its operation is parsed when it is first read. */
export function describeRequest(request: WireRequest, index: number): FakeRequest {
  const { method, url, headers, body } = request;
  let operation: string | undefined;
  return {
    method,
    path: url.pathname + url.search,
    index,
    headers,
    get operation() {
      operation ??= operationOf(request);
      return operation;
    },
    ...(body !== undefined && { body }),
  };
}

/** A request as an interceptor sees it. */
export interface InterceptedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body?: string;
}
