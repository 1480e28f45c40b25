import type { Account } from "./account.ts";
import type { Repository } from "./repository.ts";

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
