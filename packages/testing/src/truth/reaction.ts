import type { Account } from "./account.ts";

/** What one can react with, in REST's words. */
export type ReactionContent =
  | "+1"
  | "-1"
  | "confused"
  | "eyes"
  | "heart"
  | "hooray"
  | "laugh"
  | "rocket";

/** A reaction to an issue, a pull request or a comment. */
export interface Reaction {
  readonly content: ReactionContent;
  readonly account: Account;
}
