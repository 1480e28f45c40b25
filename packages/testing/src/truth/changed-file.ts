/** What a pull request does to a file, in REST's words. */
export type FileStatus = "added" | "removed" | "modified" | "renamed" | "copied" | "changed";

/** A file that a pull request changes. */
export interface ChangedFile {
  readonly path: string;
  /** The path before a rename or copy. */
  readonly previousPath: string | null;
  readonly status: FileStatus;
  readonly additions: number;
  readonly deletions: number;
  /** `null` for binary and huge files, whose patch GitHub leaves out. */
  readonly patch: string | null;
  readonly sha: string;
}
