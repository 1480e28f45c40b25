import { nodeIdOf } from "../truth/identifiers.ts";
import type { IssueComment } from "../truth/records.ts";
import { type Generation, indexOf } from "./generation.ts";
import { instantOf } from "./instant-of.ts";
import { assignableProperties } from "./lazy-properties.ts";
import { remark } from "./prose.ts";
import type { CommentDraft } from "./timeline-rows.ts";

/**
 * Creates the conversations of a whole repository, from drafts in the order of time. Who wrote when is
 * known from the start, what is made when it is read.
 */
export function createIssueComments(
  { world, repository, plan, accounts }: Generation,
  drafts: readonly CommentDraft[],
): void {
  const first = world.identifiers.take("issueComment", drafts.length);
  const lazy = assignableProperties<IssueComment>({
    nodeId: ({ id }) => nodeIdOf("IssueComment", id),
    body: ({ issue, id }) => remark(plan.random(indexOf(issue), "comment", id)),
  });
  for (const [turn, { issue, author, createdMs, editedAt }] of drafts.entries()) {
    const createdAt = instantOf(createdMs);
    const comment: Omit<IssueComment, "nodeId" | "body"> = {
      type: "IssueComment",
      id: first + turn,
      issue,
      author,
      authorAssociation: accounts.associationAt(author, createdAt),
      createdAt,
      updatedAt: editedAt ?? createdAt,
      lastEditedAt: editedAt,
    };
    issue.comments.push(Object.defineProperties(comment as IssueComment, lazy));
    repository.issueComments.add(comment as IssueComment);
  }
}
