import type { ChangedFile, FileStatus } from "../changed-file.ts";
import { shaOf } from "../identifiers.ts";

/** A file that a pull request changes. */
export interface FileInput {
  readonly path: string;
  /** @defaultValue "modified" */
  readonly status?: FileStatus;
  /** The path before a rename or copy. @defaultValue null */
  readonly previousPath?: string | null;
  /** Lines. @defaultValue 1 */
  readonly additions?: number;
  /** Lines. @defaultValue 0 */
  readonly deletions?: number;
  /** `null` for a binary file. @defaultValue a hunk of that many lines */
  readonly patch?: string | null;
}

/** Creates the changed files of a push. */
export function createFiles(inputs: readonly FileInput[]): ChangedFile[] {
  return inputs.map((input) => {
    const additions = input.additions ?? 1;
    const deletions = input.deletions ?? 0;
    return {
      path: input.path,
      previousPath: input.previousPath ?? null,
      status: input.status ?? "modified",
      additions,
      deletions,
      patch: input.patch === undefined ? hunk(additions, deletions) : input.patch,
      sha: shaOf(`${input.path}/${additions}/${deletions}`),
    };
  });
}

/** Adds a push's changes to those before; a file changed again takes its newest form. */
export function mergeFiles(
  before: readonly ChangedFile[],
  pushed: readonly ChangedFile[],
): ChangedFile[] {
  const byPath = new Map([...before, ...pushed].map((file) => [file.path, file]));
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const MAX_HUNK_LINES = 20;

/** The lines of a hunk by how many it shows: a large repository has a million hunks. */
const linesOf = (line: string) =>
  Array.from({ length: MAX_HUNK_LINES + 1 }, (_, count) =>
    Array.from({ length: count }, (_line, index) => `\n${line} ${index + 1}`).join(""),
  );
const OLD_LINES = linesOf("-old line");
const NEW_LINES = linesOf("+new line");

function hunk(additions: number, deletions: number): string {
  const removed = OLD_LINES[Math.min(deletions, MAX_HUNK_LINES)];
  const added = NEW_LINES[Math.min(additions, MAX_HUNK_LINES)];
  return `@@ -1,${deletions} +1,${additions} @@${removed}${added}`;
}
