import type { Instant } from "../instant.ts";
import type { Account } from "../truth/account.ts";
import { type AuthorAssociation, associationOf } from "../truth/author-association.ts";
import { findAccount } from "../truth/find.ts";
import type { Repository } from "../truth/repository.ts";
import type { World } from "../truth/world.ts";
import { EVERYBODY } from "./cast.ts";

/** The accounts of a generated repository as they were in it, whatever becomes of them later. */
export interface Troupe {
  account(login: string): Account;
  /** Makes an author a contributor from an instant on. */
  merged(author: Account, at: Instant): void;
  /** The association that an author had at an instant. */
  associationAt(author: Account, at: Instant): AuthorAssociation;
}

/** Gathers the accounts of a repository in which nothing is merged yet. */
export function createTroupe(world: World, repository: Repository): Troupe {
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
