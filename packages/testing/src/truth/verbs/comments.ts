import { associationOf } from "../author-association.ts";
import { findIssue, findIssueComment } from "../find.ts";
import { nodeIdOf } from "../identifiers.ts";
import type { IssueComment } from "../records.ts";
import type { Target, VerbTable } from "../verb.ts";
import { register, unregister } from "../world.ts";
import { ensureAccount } from "./accounts.ts";

/** Names a conversation comment. */
export interface CommentTarget {
  readonly repository: string;
  /** Id of the comment. */
  readonly comment: number;
}

/** Verbs on the conversation of issues and pull requests. */
export interface CommentVerbs {
  /** Adds a comment and returns its id. */
  comment(args: Target & { readonly actor: string; readonly body: string }): number;
  /** Changes a comment's text and returns its id. */
  editComment(args: CommentTarget & { readonly body: string }): number;
  /** Deletes a comment, which no stamp shows. Returns its id. */
  deleteComment(args: CommentTarget): number;
}

export const commentVerbs: VerbTable<CommentVerbs> = {
  comment(call, args) {
    const { world, at } = call;
    const issue = findIssue(world, args.repository, args.number);
    const author = ensureAccount(call, args.actor);
    const id = world.identifiers.next("issueComment");
    const comment: IssueComment = {
      type: "IssueComment",
      id,
      nodeId: nodeIdOf("IssueComment", id),
      issue,
      author,
      authorAssociation: associationOf(issue.repository, author),
      createdAt: at,
      body: args.body,
      updatedAt: at,
      lastEditedAt: null,
    };
    issue.comments.push(comment);
    issue.repository.issueComments.add(comment);
    call.touch(issue);
    return register(world, comment).id;
  },
  editComment({ world, at, touch }, args) {
    const comment = findIssueComment(world, args.repository, args.comment);
    comment.body = args.body;
    comment.updatedAt = at;
    comment.lastEditedAt = at;
    comment.issue.repository.issueComments.changed();
    touch(comment.issue);
    return comment.id;
  },
  deleteComment({ world }, args) {
    const comment = findIssueComment(world, args.repository, args.comment);
    const { comments, repository } = comment.issue;
    comments.splice(comments.indexOf(comment), 1);
    repository.issueComments.remove(comment);
    unregister(world, comment);
    return comment.id;
  },
};
