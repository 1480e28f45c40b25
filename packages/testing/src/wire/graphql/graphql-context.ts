import type { GraphqlFieldFault } from "../../faults/fault.ts";
import type { Repository } from "../../truth/records.ts";
import type { World } from "../../truth/world.ts";
import type { Identity } from "../identity.ts";
import type { Mergeability } from "../mergeability.ts";
import type { NodeIdForm } from "../node-id-form.ts";
import type { RateWindow } from "../rate-limit.ts";
import type { QueryCost } from "./query-cost.ts";

/** What resolvers answer from. */
export interface GraphqlContext {
  readonly world: World;
  readonly identity: Identity;
  readonly cost: QueryCost;
  /** After this query is paid for. */
  readonly window: RateWindow;
  /** Repositories that the query named; the ledger shows the first. */
  readonly seen: Set<Repository>;
  readonly mergeability: Mergeability;
  readonly nodeIds: NodeIdForm;
  /** Fields that are to fail. */
  readonly failing: readonly GraphqlFieldFault[];
}

/** Resolves a field of a record. */
export type FieldResolver<Source> = (
  source: Source,
  // biome-ignore lint/suspicious/noExplicitAny: validated against the schema before it gets here.
  args: any,
  context: GraphqlContext,
) => unknown;

/** Fields that aren't simply a property of the record. */
export type Resolvers<Source> = Readonly<Record<string, FieldResolver<Source>>>;
