import type { Pool } from "./quota.ts";

/** A request, as far as limits and errors are concerned. */
export interface Asked {
  /** Method and path, without query: `GET /repositories/1/issues`. */
  readonly request: string;
  /** True for `POST /graphql`. */
  readonly graphql: boolean;
}

/** What GitHub counts the request against. */
export function poolOf({ graphql }: Asked): Pool {
  return graphql ? "graphql" : "rest";
}
