import { inspect } from "node:util";
import type { FakeGitHub } from "@ghsync/testing";
import type { CanaryWorld } from "./canary-world.ts";

/** Something that fails while the token is in use. */
export interface Trouble {
  /** Starts the trouble; returns the function that ends it. */
  readonly start: (world: CanaryWorld) => (() => void) | undefined;
  /** How runs end during the trouble; of two values, the second is for an incremental run. */
  readonly ends: Ends;
}

/** A status, an error's code, or a rejection of the run. */
export type Ends = string | readonly [first: string, incremental: string];

type FaultRule = Parameters<FakeGitHub["faults"]["add"]>[0];

/** Lets GitHub fail by a rule. */
export const fault = (rule: FaultRule, ends: Ends): Trouble => ({
  start: ({ github }) => github.faults.add(rule),
  ends,
});

/** Replaces the world's `fetch`. */
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

/** Replaces the decryptor, after the token reached it. */
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

/** Lets a method of the store throw, with all its arguments in the message. */
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

/** Combines two troubles; runs end as with the second. */
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
