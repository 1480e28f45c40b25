import { inspect } from "node:util";
import type { FakeGitHub } from "@ghsync/testing";
import type { CanaryWorld } from "./canary-world.ts";

/** Something that goes wrong while the token is in use. */
export interface Trouble {
  /** Starts it; what it returns ends it. */
  readonly start: (world: CanaryWorld) => (() => void) | undefined;
  /** How runs end meanwhile; of two, the second is an incremental run's. */
  readonly ends: Ends;
}

/** A status, an error's code, or that the run rejects. */
export type Ends = string | readonly [first: string, incremental: string];

type FaultRule = Parameters<FakeGitHub["faults"]["add"]>[0];

/** GitHub goes wrong by a rule. */
export const fault = (rule: FaultRule, ends: Ends): Trouble => ({
  start: ({ github }) => github.faults.add(rule),
  ends,
});

/** Another `fetch` in the world's. */
export const fetching = (wrap: (ask: typeof fetch) => typeof fetch, ends: Ends): Trouble => ({
  start({ parts }) {
    const { fetch } = parts;
    parts.fetch = wrap(fetch);
    return () => {
      parts.fetch = fetch;
    };
  },
  ends,
});

/** Another decryptor, which the token has come to. */
export const decrypting = (
  decrypt: CanaryWorld["parts"]["decryptor"]["decrypt"],
  ends = "token_undecryptable",
): Trouble => ({
  start({ parts }) {
    const { decryptor } = parts;
    parts.decryptor = { decrypt };
    return () => {
      parts.decryptor = decryptor;
    };
  },
  ends,
});

/** A store that throws at a method, with all that it was asked in the message. */
export const storing = (failing: string, ends: Ends): Trouble => ({
  start({ parts }) {
    parts.beforeStore = (method, args) => {
      if (method === failing) throw new Error(inspect(args, { depth: Number.POSITIVE_INFINITY }));
    };
    return () => {
      parts.beforeStore = () => undefined;
    };
  },
  ends,
});

/** Both at once; runs end as the second has it. */
export function both(first: Trouble, second: Trouble): Trouble {
  return {
    start(world) {
      const ends = [first, second].map(({ start }) => start(world));
      return () => {
        for (const end of ends) end?.();
      };
    },
    ends: second.ends,
  };
}
