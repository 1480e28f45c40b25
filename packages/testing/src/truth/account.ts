import type { Instant } from "../instant.ts";

/** What an account is, in GitHub's words. */
export type AccountType = "User" | "Bot" | "Organization" | "Mannequin";

/**
 * Whether an organization's repositories are open to a token, or only by single sign-on or from certain
 * addresses, or not at all: then they look like repositories that don't exist.
 */
export type AccessPolicy = "hidden" | "ip-allow-list" | "open" | "sso";

/** A person, an app's bot, an organization or an imported author. */
export interface Account {
  readonly type: AccountType;
  readonly id: number;
  readonly nodeId: string;
  /** Without the `[bot]` that REST appends for a bot. */
  login: string;
  /** What REST shows in the login's place, such as `Copilot` for the bot of the app `copilot-swe-agent`. */
  readonly shownAs?: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly avatarUrl: string;
  readonly createdAt: Instant;
  /** What an organization asks of whoever reads its repositories. @defaultValue "open" */
  access?: AccessPolicy;
  /** A deleted account is `null` in every record. */
  deleted: boolean;
}

/** A team of an organization. */
export interface Team {
  readonly type: "Team";
  readonly id: number;
  readonly nodeId: string;
  readonly organization: Account;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: Instant;
}

/** The account if it still exists; a deleted one is `null`, as in every answer of GitHub. */
export function existing(account: Account | null): Account | null {
  return account === null || account.deleted ? null : account;
}

/** The login that REST shows and that verbs take: `dependabot[bot]` for a bot. */
export function restLogin(account: Account): string {
  if (account.shownAs !== undefined) return account.shownAs;
  return account.type === "Bot" ? `${account.login}[bot]` : account.login;
}

/** How an author relates to the repository. Source: GraphQL enum `CommentAuthorAssociation`. */
export type AuthorAssociation =
  | "COLLABORATOR"
  | "CONTRIBUTOR"
  | "FIRST_TIMER"
  | "FIRST_TIME_CONTRIBUTOR"
  | "MANNEQUIN"
  | "MEMBER"
  | "NONE"
  | "OWNER";
