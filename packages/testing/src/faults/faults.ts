import { createRandom } from "../generate/random.ts";
import type { FakeRequest } from "../wire/fake-request.ts";
import type { Fault } from "./fault.ts";
import { createFaultMatcher, type FaultRule } from "./fault-rule.ts";

/** The faults of a FakeGitHub. */
export interface Faults {
  /** Adds a rule. Returns a function that removes it. */
  add(rule: FaultRule): () => void;
  /**
   * Adds a fault for a share of all requests, the same ones for a seed.
   *
   * @param rate - From 0 to 1.
   * @param faults - The faults to draw from. @defaultValue transient ones: 5xx, secondary limits, broken
   * connections, GraphQL's timeouts and partial data
   * @returns A function that removes it.
   */
  random(seed: number, rate: number, faults?: readonly Fault[]): () => void;
  /** Removes all faults. */
  clear(): void;
}

/** The faults, and which of them a request gets. */
export interface MatchingFaults extends Faults {
  /** Every fault that matches a request, in the order of the rules. */
  match(request: FakeRequest): readonly Fault[];
}

/** Creates an empty set of faults. */
export function createFaults(): MatchingFaults {
  const matchers = new Set<(request: FakeRequest) => Fault | undefined>();
  const put = (matcher: (request: FakeRequest) => Fault | undefined) => {
    matchers.add(matcher);
    return () => void matchers.delete(matcher);
  };
  return {
    add: (rule) => put(createFaultMatcher(rule)),
    random: (seed, rate, faults = TRANSIENT_FAULTS) => put(createRandomMatcher(seed, rate, faults)),
    clear: () => matchers.clear(),
    match: (request) => [...matchers].flatMap((matcher) => matcher(request) ?? []),
  };
}

/** Faults that are usual at GitHub, and transient. */
const TRANSIENT_FAULTS: readonly Fault[] = [
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

/** Matches a share of all requests, the same ones for a seed. */
function createRandomMatcher(
  seed: number,
  rate: number,
  faults: readonly Fault[],
): (request: FakeRequest) => Fault | undefined {
  return ({ index }) => {
    const random = createRandom(seed, index);
    return random.chance(rate) ? random.pick(faults) : undefined;
  };
}
