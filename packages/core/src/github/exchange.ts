import type { GhsyncErrorOptions } from "../model/ghsync-error.ts";
import { isGiven } from "./shape.ts";

/** A request, as far as limits and errors are concerned. */
export interface Asked {
  /** Method and path, without query: `GET /repositories/1/issues`. */
  readonly request: string;
  /** The whole address, with query. */
  readonly url: string;
  /** True for `POST /graphql`. */
  readonly graphql: boolean;
  /** Of a strategy's, on its way to a token, if false. */
  readonly byClient: boolean;
}

/** An answer as Octokit gives it. */
export interface DoorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/** An HTTP answer, as far as its meaning goes. */
export interface ResponseFacts {
  /** Method and path, without query: `GET /repositories/1/issues`. */
  readonly request: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  /** GitHub's own `message`; empty where the answer is no JSON of GitHub's form. */
  readonly message: string;
  /** GitHub's own `documentation_url`. @defaultValue "" */
  readonly documentationUrl?: string;
  /** What came instead of JSON, such as an HTML page. @defaultValue "" */
  readonly page?: string;
  /** True for `POST /graphql`. */
  readonly graphql: boolean;
  /** GitHub's `Date`, or the best guess at it. */
  readonly date: Date;
  /** Limits that the credential has met in a row, this one included if the answer is one. @defaultValue 1 */
  readonly limitsInARow?: number;
}

/** What an error tells of the answer that it is about. */
export function originOf({
  headers,
  status,
}: Pick<ResponseFacts, "headers" | "status">): GhsyncErrorOptions {
  const requestId = headers["x-github-request-id"];
  return { status, requestId: isGiven(requestId) ? requestId : undefined };
}
