import { createRandom, type Random } from "./random.ts";
import { issueTimeline, pullRequestTimeline } from "./random-timelines.ts";
import { createSizes } from "./sizes.ts";
import type { Timeline } from "./timeline.ts";

/** Options of {@link createPlan}. */
export interface PlanOptions {
  readonly seed: number;
  readonly pullRequests: number;
  readonly plainIssues: number;
  readonly extremes: boolean;
  /** Epoch milliseconds. */
  readonly startMs: number;
  /** Epoch milliseconds; nothing happens from then on. */
  readonly endMs: number;
}

/** What a random choice is about. Each subject has its own choices, so the order of the calls does not matter. */
export type Subject = (typeof SUBJECTS)[number];

const SUBJECTS = [
  "timeline",
  "body",
  "commits",
  "files",
  "comment",
  "review",
  "thread",
  "push",
] as const;

/** All timelines of a repository. Each is generated when it is asked for, and is always the same. */
export interface Plan {
  /** Pull requests and plain issues. */
  readonly total: number;
  readonly endMs: number;
  /** The timeline of the issue or pull request at this index, from 0, without events from `endMs` on. */
  timeline(index: number): Timeline;
  /** Random choices about one subject of a timeline. */
  random(index: number, subject: Subject, turn?: number): Random;
}

/** Plans which issues and pull requests a repository has, and when each is opened. */
export function createPlan(options: PlanOptions): Plan {
  const { seed, pullRequests, startMs, endMs } = options;
  const total = pullRequests + options.plainIssues;
  const sizeOf = createSizes(pullRequests, options.extremes);
  const random: Plan["random"] = (index, subject, turn = 0) =>
    createRandom(seed, index, SUBJECTS.indexOf(subject), turn);
  const pullsBefore = (index: number) => Math.floor((index * pullRequests) / total);
  const generate = (index: number): Timeline => {
    const choices = random(index, "timeline");
    const openedMs = startMs + Math.floor(((index + choices.next()) / total) * (endMs - startMs));
    const pull = pullsBefore(index);
    return pullsBefore(index + 1) > pull
      ? pullRequestTimeline(choices, sizeOf(choices, pull), openedMs)
      : issueTimeline(choices, openedMs);
  };
  return {
    total,
    endMs,
    random,
    timeline(index) {
      const timeline = generate(index);
      const events = timeline.events
        .filter(({ atMs }) => atMs < endMs)
        .sort((a, b) => a.atMs - b.atMs);
      return { ...timeline, events };
    },
  };
}
