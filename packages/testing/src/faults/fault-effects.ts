import type {
  CachedFault,
  CutListFault,
  Fault,
  GraphqlFieldFault,
  GraphqlLimitFault,
  GraphqlTimeoutFault,
  RewriteFault,
} from "./fault.ts";
import type { RefusingFault } from "./fault-answer.ts";

/** What faults come to for one request: of each kind the first, of times the sum. */
export interface FaultEffects {
  readonly latencyMs: number;
  readonly skewMs: number;
  readonly connection: "reset" | "stalled" | undefined;
  /** The part of the body that comes. */
  readonly keep: number | undefined;
  readonly endless: boolean;
  readonly cached: CachedFault | undefined;
  readonly endlessList: "same" | "further" | undefined;
  readonly refusal: RefusingFault | undefined;
  /** One after the other. */
  readonly rewrites: readonly RewriteFault[];
  readonly graphql: GraphqlFaults;
}

/** What goes wrong within GraphQL. */
export interface GraphqlFaults {
  readonly fields: readonly GraphqlFieldFault[];
  readonly timeout: GraphqlTimeoutFault | undefined;
  readonly limit: GraphqlLimitFault | undefined;
}

const NONE: FaultEffects = {
  latencyMs: 0,
  skewMs: 0,
  connection: undefined,
  keep: undefined,
  endless: false,
  cached: undefined,
  endlessList: undefined,
  refusal: undefined,
  rewrites: [],
  graphql: { fields: [], timeout: undefined, limit: undefined },
};

const HALF = 0.5;

/** Combines the faults of a request. */
export function effectsOf(faults: readonly Fault[]): FaultEffects {
  return faults.reduce(addEffect, NONE);
}

function addEffect(effects: FaultEffects, fault: Fault): FaultEffects {
  const { graphql } = effects;
  switch (fault.kind) {
    case "latency":
      return { ...effects, latencyMs: effects.latencyMs + fault.ms };
    case "skew":
      return { ...effects, skewMs: effects.skewMs + fault.ms };
    case "reset":
    case "stalled":
      return { ...effects, connection: effects.connection ?? fault.kind };
    case "truncated":
      return { ...effects, keep: effects.keep ?? fault.keep ?? HALF };
    case "cached":
      return { ...effects, cached: effects.cached ?? fault };
    case "endless":
      return { ...effects, endless: true };
    case "endless-list":
      return { ...effects, endlessList: effects.endlessList ?? fault.next ?? "same" };
    case "error":
    case "forbidden":
    case "redirect":
    case "echo":
      return { ...effects, refusal: effects.refusal ?? fault };
    case "cut-list":
      return { ...effects, rewrites: [...effects.rewrites, cutting(fault)] };
    case "rewrite":
      return { ...effects, rewrites: [...effects.rewrites, fault] };
    case "graphql-error":
      return { ...effects, graphql: { ...graphql, fields: [...graphql.fields, fault] } };
    case "graphql-timeout":
      return { ...effects, graphql: { ...graphql, timeout: graphql.timeout ?? fault } };
    case "graphql-limit":
      return { ...effects, graphql: { ...graphql, limit: graphql.limit ?? fault } };
  }
}

function cutting({ keep = 0, rows = "first" }: CutListFault): RewriteFault {
  const cut = (list: readonly unknown[]) =>
    rows === "first" ? list.slice(0, keep) : list.slice(Math.max(0, list.length - keep));
  return {
    kind: "rewrite",
    change: (body) => (Array.isArray(body) ? cut(body) : body),
    headers: { link: null },
  };
}
