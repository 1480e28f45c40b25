import type { IdentifierKind, Identifiers } from "../truth/identifiers.ts";

/** Kinds of records below a pull request whose ids are given out before they are made. */
const KINDS = {
  review: "review",
  thread: "thread",
  reviewRequest: "reviewRequest",
  commit: "commit",
  mergeCommit: "commit",
} as const satisfies Readonly<Record<string, IdentifierKind>>;

/** One of these kinds. */
export type SpanKind = keyof typeof KINDS;

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
  const kinds = Object.keys(KINDS) as SpanKind[];
  const firsts = Object.fromEntries(
    kinds.map((kind) => [kind, new Float64Array(total)]),
  ) as Readonly<Record<SpanKind, Float64Array>>;
  let added = 0;
  return {
    add(sizes) {
      for (const kind of kinds) {
        firsts[kind][added] = identifiers.take(KINDS[kind], sizes[kind]);
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
