import type { Clock } from "../clock.ts";
import { toInstant } from "../instant.ts";
import { bump } from "./bump.ts";
import { bumpOf } from "./bump-table.ts";
import type { Journal } from "./journal.ts";
import type { VerbCall } from "./verb.ts";
import { type Truth, verbs } from "./verb-table.ts";
import type { World } from "./world.ts";

/** Binds the verbs to a world and a clock; a journal, if given, takes every successful call. */
export function createTruth(world: World, clock: Pick<Clock, "now">, journal?: Journal): Truth {
  const bind = (verb: keyof Truth) => (args: never) => {
    const now = clock.now();
    const at = toInstant(now);
    const call: VerbCall = {
      world,
      at,
      touch: (issue) => bump(issue, bumpOf(world, verb), at, world.coupledClocks),
    };
    const perform = verbs[verb] as (call: VerbCall, args: never) => unknown;
    world.history?.begin(world, now.getTime());
    try {
      const result = perform(call, args);
      journal?.record({ at, verb, args });
      return result;
    } finally {
      world.history?.end();
    }
  };
  const names = Object.keys(verbs) as (keyof Truth)[];
  return Object.fromEntries(names.map((verb) => [verb, bind(verb)])) as unknown as Truth;
}
