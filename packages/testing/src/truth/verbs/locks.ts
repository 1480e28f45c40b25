import { findIssue } from "../find.ts";
import type { LockReason } from "../records.ts";
import type { Target, VerbTable } from "../verb.ts";

/** Verbs on who may go on talking; each returns the number. */
export interface LockVerbs {
  /** Locks the conversation. @defaultValue `reason` is none */
  lockConversation(args: Target & { readonly reason?: LockReason }): number;
  /** Unlocks the conversation. */
  unlockConversation(args: Target): number;
}

export const lockVerbs: VerbTable<LockVerbs> = {
  lockConversation({ world, touch }, args) {
    const issue = findIssue(world, args.repository, args.number);
    issue.locked = true;
    issue.lockReason = args.reason ?? null;
    touch(issue);
    return issue.number;
  },
  unlockConversation({ world, touch }, args) {
    const issue = findIssue(world, args.repository, args.number);
    issue.locked = false;
    issue.lockReason = null;
    touch(issue);
    return issue.number;
  },
};
