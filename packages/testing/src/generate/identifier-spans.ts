import type { Identifiers } from "../truth/identifiers.ts";

/** Kinds of records below a pull request whose ids are given out before they are made. */
export type SpanKind = "review" | "thread" | "commit";

/** How many of each kind a pull request has. */
export type SpanSizes = Readonly<Record<SpanKind, number>>;

/** Ids in a row for the children of each pull request. */
export interface IdentifierSpans {
  /** Gives out the ids of the next pull request's children; plain issues have none. */
  add(sizes: SpanSizes): void;
  /** The first id of a kind at an index. */
  first(kind: SpanKind, index: number): number;
  /** The index whose span an id may be in. */
  locate(kind: SpanKind, id: number): number;
}

/** Creates spans for this many issues and pull requests, in the order of their indices. */
export function createIdentifierSpans(identifiers: Identifiers, total: number): IdentifierSpans {
  const firsts: Readonly<Record<SpanKind, Float64Array>> = {
    review: new Float64Array(total),
    thread: new Float64Array(total),
    commit: new Float64Array(total),
  };
  let added = 0;
  return {
    add(sizes) {
      for (const kind of Object.keys(firsts) as SpanKind[]) {
        firsts[kind][added] = identifiers.take(kind, sizes[kind]);
      }
      added += 1;
    },
    first: (kind, index) => firsts[kind][index] ?? 0,
    locate(kind, id) {
      let low = 0;
      let high = added;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((firsts[kind][middle] ?? 0) <= id) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 1;
    },
  };
}
