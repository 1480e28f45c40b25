import type { Account, AuthorAssociation } from "./account.ts";
import type { Repository } from "./records.ts";

/** The association that an author has when writing. */
export function associationOf(repository: Repository, author: Account): AuthorAssociation {
  if (author.type === "Mannequin") {
    return "MANNEQUIN";
  }
  if (author === repository.owner) {
    return "OWNER";
  }
  if (repository.members.has(author)) {
    return repository.owner.type === "Organization" ? "MEMBER" : "COLLABORATOR";
  }
  return repository.contributors.has(author) ? "CONTRIBUTOR" : "NONE";
}
