import { createRandom } from "../generate/random.ts";
import type { FakeRequest } from "../wire/fake-request.ts";
import type { Fault } from "./fault.ts";

/** What goes wrong on any day at GitHub, and passes. */
export const TRANSIENT_FAULTS: readonly Fault[] = [
  { kind: "error", status: 500 },
  { kind: "error", status: 502 },
  { kind: "error", status: 502, html: true },
  { kind: "error", status: 503 },
  { kind: "error", status: 504, html: true },
  { kind: "forbidden", reason: "secondary-limit" },
  { kind: "forbidden", reason: "secondary-limit", status: 429, retryAfterS: null },
  { kind: "reset" },
  { kind: "truncated" },
  { kind: "latency", ms: 2_000 },
  { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED", field: "PullRequest.reviews" },
  { kind: "graphql-timeout" },
];

/** Strikes a share of all requests, the same ones for a seed. */
export function createRandomStrike(
  seed: number,
  rate: number,
  faults: readonly Fault[],
): (request: FakeRequest) => Fault | undefined {
  return ({ index }) => {
    const random = createRandom(seed, index);
    return random.chance(rate) ? random.pick(faults) : undefined;
  };
}
