import type { FakeRequest } from "@ghsync/testing";
import { target } from "./sweep-world.ts";

/** The text of the query that a request sends. */
export function queryOf({ body = "{}" }: FakeRequest): string {
  return (JSON.parse(body) as { query?: string }).query ?? "";
}

/** Whether a request is a hydration query with the target in it. */
export function isHydrationOfTarget(request: FakeRequest): boolean {
  return (
    request.operation === "Hydrate" && queryOf(request).includes(`pullRequest(number: ${target})`)
  );
}
