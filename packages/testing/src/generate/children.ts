import type { ChangedFile } from "../truth/changed-file.ts";
import type { Commit, PullRequest } from "../truth/records.ts";
import { createFiles } from "../truth/verbs/files.ts";
import { files } from "./change-set.ts";
import { type Discussion, makeDiscussion } from "./discussion.ts";
import { makeCommits } from "./generated-commits.ts";
import { type Generation, indexOf } from "./generation.ts";

/** What hangs below a pull request, but for the conversation. */
export interface Children extends Pick<Discussion, "reviews" | "threads" | "places"> {
  readonly commits: Commit[];
  readonly files: ChangedFile[];
}

/** Makes the children of a pull request as they were when its repository was generated. */
export function makeChildren(generation: Generation, pull: PullRequest): Children {
  const index = indexOf(pull);
  const timeline = generation.plan.timeline(index);
  const changes = files(generation.plan.random(index, "files"), timeline.change?.files ?? 0);
  const paths = changes.map(({ path }) => path);
  const { reviews, threads, places } = makeDiscussion(generation, pull, timeline, paths);
  return {
    commits: makeCommits(generation, pull, timeline),
    files: createFiles(changes),
    reviews,
    threads,
    places,
  };
}

/** Makes frozen children: they are dropped from memory and made again, so a change would be lost. */
export function makePassingChildren(generation: Generation, pull: PullRequest): Children {
  const children = makeChildren(generation, pull);
  const { commits, files, reviews, threads } = children;
  for (const record of [...commits, ...reviews, ...threads]) {
    Object.freeze(record);
  }
  for (const thread of threads) {
    Object.freeze(thread.anchor);
    Object.freeze(thread.comments);
  }
  for (const list of [commits, files, reviews, threads]) {
    Object.freeze(list);
  }
  return children;
}
