import type { FakeRequest } from "@ghsync/testing";
import { target } from "./sweep-world.ts";

/** Whether a request is a hydration query with the target in it. */
export function isHydrationOfTarget({ operation, body = "" }: FakeRequest): boolean {
  return operation === "Hydrate" && body.includes(`pullRequest(number: ${target})`);
}
