/** A GraphQL request's body. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

/** Reads the body of a request; `undefined` when it isn't JSON with a query. */
export function parseGraphqlRequest(body: string | undefined): GraphqlRequest | undefined {
  try {
    const request = JSON.parse(body ?? "") as Partial<GraphqlRequest> | null;
    return typeof request?.query === "string" ? (request as GraphqlRequest) : undefined;
  } catch {
    return undefined;
  }
}
