import type { GhsyncErrorOptions } from "../model/ghsync-error.ts";

/** What limits and errors need to know about a request. */
export interface RequestFacts {
  /** Method and path, without query: `GET /repositories/1/issues`. */
  readonly request: string;
  /** The complete address, with query. */
  readonly url: string;
  /** True for `POST /graphql`. */
  readonly graphql: boolean;
  /** False for a strategy's request for a token. */
  readonly byClient: boolean;
}

/** A response as Octokit returns it. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/** What the meaning of an HTTP response depends on. */
export interface ResponseFacts {
  /** Method and path, without query: `GET /repositories/1/issues`. */
  readonly request: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  /** GitHub's own `message`. Empty if the response is not JSON of GitHub's form. */
  readonly message: string;
  /** GitHub's own `documentation_url`. @defaultValue "" */
  readonly documentationUrl?: string;
  /** Text that came instead of JSON, such as an HTML page. @defaultValue "" */
  readonly page?: string;
  /** True for `POST /graphql`. */
  readonly graphql: boolean;
  /** GitHub's `Date`, or the best estimate. */
  readonly date: Date;
  /**
   * Rate limits that the credential has reached in a row, including this response if it is one.
   * @defaultValue 1
   */
  readonly limitsInARow?: number;
}

/** Returns what an error reports about its response. */
export function originOf({
  headers,
  status,
}: Pick<ResponseFacts, "headers" | "status">): GhsyncErrorOptions {
  const requestId = headers["x-github-request-id"];
  return { status, requestId: requestId === undefined ? undefined : String(requestId) };
}
