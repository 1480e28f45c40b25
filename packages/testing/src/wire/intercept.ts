/** A request as an interceptor sees it. */
export interface InterceptedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body?: string;
}

/**
 * Answers a request in GitHub's place: with a response of any kind, or `"reset"` to break the
 * connection. `undefined` lets it through.
 */
export type Intercept = (request: InterceptedRequest) => Response | "reset" | undefined;
