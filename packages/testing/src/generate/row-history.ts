import type { Instant } from "../instant.ts";
import type { Account } from "../truth/account.ts";
import { BUMPS, bump } from "../truth/bump.ts";
import type { Issue } from "../truth/issue.ts";
import type { Generation } from "./generation.ts";
import { instantOf } from "./instant-of.ts";
import { ROW_EFFECTS, type RowEffect } from "./row-effects.ts";
import type { Story } from "./story.ts";

/** A comment of any kind before it has an id, which goes by the order of creation. */
export interface CommentDraft {
  readonly issue: Issue;
  readonly author: Account;
  readonly createdMs: number;
  editedAt: Instant | null;
}

/** An issue while its story is shown on its rows. */
export interface Scene {
  readonly generation: Generation;
  readonly issue: Issue;
  readonly conversation: CommentDraft[];
  readonly reviewComments: CommentDraft[];
  /** Commits of the pull request so far. */
  commits: number;
}

/** Shows on an issue's rows all that happens to it, and drafts the comments that it gets. */
export function showHistory(generation: Generation, issue: Issue, story: Story): Scene {
  const commits = story.change?.commits ?? 0;
  const scene: Scene = { generation, issue, conversation: [], reviewComments: [], commits };
  const { coupledClocks } = generation.world;
  for (const happening of story.happenings) {
    const at = instantOf(happening.atMs);
    const effect = ROW_EFFECTS[happening.verb] as RowEffect;
    effect(scene, happening, at);
    bump(issue, BUMPS[happening.verb], at, coupledClocks);
  }
  return scene;
}
