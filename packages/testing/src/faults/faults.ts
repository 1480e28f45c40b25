import { createRandom } from "../generate/random.ts";
import type { FakeRequest } from "../wire/fake-request.ts";
import type { Fault } from "./fault.ts";
import { createStrike, type FaultRule } from "./fault-rule.ts";

/** Lets things go wrong, on command. */
export interface Faults {
  /** Lets one fault strike by rule. Returns what takes the rule out again. */
  add(rule: FaultRule): () => void;
  /**
   * Lets a share of all requests fail, the same ones for a seed.
   *
   * @param rate - From 0 to 1.
   * @param faults - What may strike. @defaultValue what passes at GitHub: 5xx, secondary limits, broken
   * connections, GraphQL's timeouts and partial data
   * @returns What ends it.
   */
  random(seed: number, rate: number, faults?: readonly Fault[]): () => void;
  /** Ends all of them. */
  clear(): void;
}

/** The faults as the wire asks for them. */
export interface StrikingFaults extends Faults {
  /** Every fault that strikes a request, in the order of the rules. */
  strike(request: FakeRequest): readonly Fault[];
}

/** Creates faults that are none yet. */
export function createFaults(): StrikingFaults {
  const strikes = new Set<(request: FakeRequest) => Fault | undefined>();
  const put = (strike: (request: FakeRequest) => Fault | undefined) => {
    strikes.add(strike);
    return () => void strikes.delete(strike);
  };
  return {
    add: (rule) => put(createStrike(rule)),
    random: (seed, rate, faults = TRANSIENT_FAULTS) => put(createRandomStrike(seed, rate, faults)),
    clear: () => strikes.clear(),
    strike: (request) => [...strikes].flatMap((strike) => strike(request) ?? []),
  };
}

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
