import { findIssue, findIssueComment, findReviewComment } from "../find.ts";
import type { Reaction, ReactionContent } from "../reaction.ts";
import type { VerbTable } from "../verb.ts";
import { ensureAccount } from "./accounts.ts";

/** A reaction, to exactly one of the three. */
export interface React {
  readonly repository: string;
  readonly actor: string;
  readonly content: ReactionContent;
  /** Number of a pull request or issue. */
  readonly number?: number;
  /** Id of a conversation comment. */
  readonly comment?: number;
  /** Id of a review comment. */
  readonly reviewComment?: number;
}

/** Verbs on reactions. */
export interface ReactionVerbs {
  /** Reacts, which no stamp shows. Returns how many reactions there are now. */
  react(args: React): number;
}

export const reactionVerbs: VerbTable<ReactionVerbs> = {
  react(call, { repository, actor, content, number, comment, reviewComment }) {
    const { world } = call;
    const account = ensureAccount(call, actor);
    const reaction: Reaction = { content, account };
    let subject: { reactions?: readonly Reaction[] };
    if (comment !== undefined) {
      subject = findIssueComment(world, repository, comment);
    } else if (reviewComment !== undefined) {
      subject = findReviewComment(world, repository, reviewComment);
    } else {
      subject = findIssue(world, repository, number ?? 0);
    }
    subject.reactions = [...(subject.reactions ?? []), reaction];
    return subject.reactions.length;
  },
};
