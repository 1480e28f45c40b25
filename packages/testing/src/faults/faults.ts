import type { FakeRequest } from "../wire/fake-request.ts";
import type { Fault } from "./fault.ts";
import { createStrike, type FaultRule } from "./fault-rule.ts";
import { createRandomStrike, TRANSIENT_FAULTS } from "./random-fault.ts";

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
