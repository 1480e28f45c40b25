import type { Instant } from "../instant.ts";
import type { Account, AuthorAssociation } from "../truth/account.ts";
import { associationOf } from "../truth/author-association.ts";
import { findAccount } from "../truth/find.ts";
import type { Repository } from "../truth/records.ts";
import type { World } from "../truth/world.ts";

/** Who has write access. */
export const MAINTAINERS = ["ada", "grace", "linus", "margaret", "dennis"] as const;

/** Who comes with a fork. */
export const CONTRIBUTORS = [
  "alan",
  "barbara",
  "donald",
  "edsger",
  "frances",
  "hedy",
  "john",
  "katherine",
  "radia",
] as const;

/** Whose accounts are deleted in the end. */
export const LEAVERS = ["quitter", "wanderer"] as const;

/** What acts by itself. */
export const BOTS = ["dependabot[bot]", "codecov[bot]", "renovate[bot]"] as const;

/** Everybody who acts in a generated repository. */
export const EVERYBODY: readonly string[] = [...MAINTAINERS, ...CONTRIBUTORS, ...LEAVERS, ...BOTS];

/** Teams of the owner. */
export const TEAMS = ["core", "security"] as const;

/** Labels with their colours. */
export const LABELS = [
  ["bug", "d73a4a"],
  ["enhancement", "a2eeef"],
  ["documentation", "0075ca"],
  ["dependencies", "0366d6"],
  ["good first issue", "7057ff"],
  ["breaking", "b60205"],
] as const;

/** The accounts of a generated repository as they were in it, whatever becomes of them later. */
export interface GeneratedAccounts {
  account(login: string): Account;
  /** Makes an author a contributor from an instant on. */
  merged(author: Account, at: Instant): void;
  /** The association that an author had at an instant. */
  associationAt(author: Account, at: Instant): AuthorAssociation;
}

/** Looks up the accounts of a repository in which nothing is merged yet. */
export function createGeneratedAccounts(world: World, repository: Repository): GeneratedAccounts {
  const accounts = new Map(EVERYBODY.map((login) => [login, findAccount(world, login)]));
  const associations = new Map(
    [...accounts.values()].map((account) => [account, associationOf(repository, account)]),
  );
  const contributorSince = new Map<Account, Instant>();
  return {
    account: (login) => accounts.get(login) ?? findAccount(world, login),
    merged(author, at) {
      const since = contributorSince.get(author);
      contributorSince.set(author, since === undefined || at < since ? at : since);
      repository.contributors.add(author);
    },
    associationAt(author, at) {
      const before = associations.get(author) ?? "NONE";
      const since = contributorSince.get(author);
      return before === "NONE" && since !== undefined && since < at ? "CONTRIBUTOR" : before;
    },
  };
}
