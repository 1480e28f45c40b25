import type { ChangedFile } from "@ghsync/core";
import { cleanText } from "./clean-value.ts";

/** Whether different paths are stored as one, so that files are missing. */
export function collapses(files: readonly ChangedFile[] = []): boolean {
  const paths = new Set(files.map(({ path }) => path));
  return new Set([...paths].map(cleanText)).size < paths.size;
}
