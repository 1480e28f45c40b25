import type { ChangeStream } from "./change-stream.ts";
import { commentsStream, reviewCommentsStream } from "./comments-stream.ts";
import { issuesStream } from "./issues-stream.ts";
import { pullsStream } from "./pulls-stream.ts";

/** The streams that a run reads, in this order: no one of them is trusted alone. */
export const changeStreams: readonly ChangeStream[] = [
  issuesStream,
  pullsStream,
  commentsStream,
  reviewCommentsStream,
];
