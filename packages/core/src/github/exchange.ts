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

/** Far longer than GitHub's own header values that are stored. */
const maxStoredLength = 255;

/** Returns a header to store. A longer one than GitHub sends counts as absent. */
export function shortHeader(value: string | number | null | undefined): string | undefined {
  const text = value === null || value === undefined ? "" : String(value);
  return text === "" || text.length > maxStoredLength ? undefined : text;
}

/** Returns what an error reports about its response. */
export function originOf({
  headers,
  status,
}: Pick<ResponseFacts, "headers" | "status">): GhsyncErrorOptions {
  return { status, requestId: shortHeader(headers["x-github-request-id"]) };
}
