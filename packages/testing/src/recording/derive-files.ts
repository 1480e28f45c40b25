import type { ChangedFile } from "../truth/changed-file.ts";
import { createFiles } from "../truth/verbs/files.ts";
import type { RecordedReviewComment } from "./recorded-comments.ts";

/** The files that review comments stand on, changed as far as their longest hunk shows. */
export function deriveFiles(comments: readonly RecordedReviewComment[]): ChangedFile[] {
  const hunks = new Map<string, string>();
  for (const { path, diff_hunk } of comments) {
    if (diff_hunk.length >= (hunks.get(path)?.length ?? 0)) {
      hunks.set(path, diff_hunk);
    }
  }
  return createFiles(
    [...hunks].map(([path, patch]) => {
      const lines = patch.split("\n");
      const additions = lines.filter((line) => line.startsWith("+")).length;
      const deletions = lines.filter((line) => line.startsWith("-")).length;
      return { path, additions, deletions, patch };
    }),
  );
}
