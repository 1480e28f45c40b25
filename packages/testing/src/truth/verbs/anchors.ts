import type { PullRequest } from "../pull-request.ts";
import type { Anchor, DiffSide } from "../review.ts";

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

/** Moves a pull request's threads to its new head; those on touched files lose their place. */
export function reanchor(pull: PullRequest, touchedPaths: ReadonlySet<string>): void {
  for (const thread of pull.threads) {
    if (touchedPaths.has(thread.anchor.path)) {
      thread.isOutdated = true;
    }
    for (const comment of thread.comments) {
      if (thread.isOutdated) {
        comment.anchor.line = null;
        comment.anchor.startLine = null;
        comment.anchor.position = null;
      } else {
        comment.commitSha = pull.head.sha;
      }
    }
  }
}
