/** Where in the diff a review comment is put. */
export interface AnchorInput {
  readonly path: string;
  /** Line in the file; absent for a comment on the whole file. */
  readonly line?: number;
  /** First line of a range that ends at `line`. @defaultValue none */
  readonly startLine?: number;
  /** @defaultValue "RIGHT" */
  readonly side?: DiffSide;
}

/** Creates the anchor of a new thread. */
export function createAnchor({ path, line, startLine, side = "RIGHT" }: AnchorInput): Anchor {
  return {
    path,
    subjectType: line === undefined ? "file" : "line",
    side,
    startSide: startLine === undefined ? null : side,
    line: line ?? null,
    startLine: startLine ?? null,
    position: line ?? 1,
    originalLine: line ?? null,
    originalStartLine: startLine ?? null,
    originalPosition: line ?? 1,
  };
}

/** A side of a diff. */
export type DiffSide = "LEFT" | "RIGHT";

/** Where a thread stands in the diff. A push moves it, or loses it: then `line` is `null`. */
export interface Anchor {
  readonly path: string;
  readonly subjectType: "line" | "file";
  readonly side: DiffSide;
  readonly startSide: DiffSide | null;
  line: number | null;
  startLine: number | null;
  position: number | null;
  readonly originalLine: number | null;
  readonly originalStartLine: number | null;
  readonly originalPosition: number | null;
}
