import { tellIssue } from "./issue-story.ts";
import { tellPullRequest } from "./pull-request-story.ts";
import { createRandom, type Random } from "./random.ts";
import { createSizes } from "./sizes.ts";
import type { Story } from "./story.ts";

/** What a plot is made of. */
export interface PlotOptions {
  readonly seed: number;
  readonly pullRequests: number;
  readonly plainIssues: number;
  readonly extremes: boolean;
  /** Epoch milliseconds. */
  readonly startMs: number;
  /** Epoch milliseconds; nothing happens from then on. */
  readonly endMs: number;
}

/** What random choices are made about, so that none of them depends on the order of asking. */
export type Subject = (typeof SUBJECTS)[number];

const SUBJECTS = [
  "story",
  "body",
  "commits",
  "files",
  "comment",
  "review",
  "thread",
  "push",
] as const;

/** All stories of a repository; each is told anew when it is asked for, always the same. */
export interface Plot {
  /** Pull requests and plain issues. */
  readonly total: number;
  readonly endMs: number;
  /** The story of the issue or pull request at this place, from 0; what would be too late is left out. */
  story(index: number): Story;
  /** Choices about one thing of a story. */
  random(index: number, subject: Subject, turn?: number): Random;
}

/** Lays out when everything is opened and what it is. */
export function createPlot(options: PlotOptions): Plot {
  const { seed, pullRequests, startMs, endMs } = options;
  const total = pullRequests + options.plainIssues;
  const sizeOf = createSizes(pullRequests, options.extremes);
  const random: Plot["random"] = (index, subject, turn = 0) =>
    createRandom(seed, index, SUBJECTS.indexOf(subject), turn);
  const pullsBefore = (index: number) => Math.floor((index * pullRequests) / total);
  const tell = (index: number): Story => {
    const choices = random(index, "story");
    const openedMs = startMs + Math.floor(((index + choices.next()) / total) * (endMs - startMs));
    const pull = pullsBefore(index);
    return pullsBefore(index + 1) > pull
      ? tellPullRequest(choices, sizeOf(choices, pull), openedMs)
      : tellIssue(choices, openedMs);
  };
  return {
    total,
    endMs,
    random,
    story(index) {
      const story = tell(index);
      const happenings = story.happenings
        .filter(({ atMs }) => atMs < endMs)
        .sort((a, b) => a.atMs - b.atMs);
      return { ...story, happenings };
    },
  };
}
