import type { PullRequest } from "../truth/records.ts";

/** Says whether GitHub knows if a pull request can be merged; being asked makes it find out. */
export interface Mergeability {
  isKnown(pull: PullRequest): boolean;
}

/** Creates the answer: known at once, or from the second question about a head and base on. */
export function createMergeability(lazy: boolean): Mergeability {
  const asked = new WeakMap<PullRequest, string>();
  return {
    isKnown(pull) {
      const ends = `${pull.base.sha}...${pull.head.sha}`;
      const known = !lazy || asked.get(pull) === ends;
      asked.set(pull, ends);
      return known;
    },
  };
}
