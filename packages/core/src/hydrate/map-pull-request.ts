import type { Actor, RequestedReviewer } from "../records/actor.ts";
import { orderActors, orderLabels, orderReviewers } from "../records/canonical-order.ts";
import type { Label, LinkedIssue, PullRequest } from "../records/pull-request.ts";
import { record, type Shaped } from "../records/shape.ts";
import type { RowPart } from "../records/snapshot.ts";
import {
  type GraphQLFields,
  type graphQLDetails,
  graphQLFields,
  type graphQLLabel,
  type graphQLLinkedIssue,
  type graphQLReviewRequest,
} from "./graphql-shapes.ts";
import { mapActor } from "./map-actor.ts";

/** The lists of a pull request's own row, as far as they were read. */
export interface RowLists {
  readonly labels: readonly Shaped<typeof graphQLLabel>[] | undefined;
  readonly assignees: readonly Actor[] | undefined;
  readonly requestedReviewers: readonly RequestedReviewer[] | undefined;
}

/** The fields that can be unknown by themselves, each under the record's name. */
export const fieldParts = {
  author: "author",
  mergedBy: "mergedBy",
  mergeCommit: "mergeCommitSha",
  headRepository: "headRepository",
  milestone: "milestone",
} as const satisfies { readonly [K in keyof GraphQLFields]: RowPart };

/** Each field's shape as an object of its own, so that a bad one leaves the others. */
export const fieldShapes = Object.entries(graphQLFields).map(
  ([name, shape]) => [name as keyof GraphQLFields, record({ [name]: shape })] as const,
);

/** A pull request's own row, but for its linked issues. What is not given is empty: it is among the parts that are missing. */
export function mapPullRequest(
  raw: Shaped<typeof graphQLDetails>,
  { author, mergedBy, mergeCommit, headRepository, milestone }: Partial<GraphQLFields>,
  lists: RowLists,
): PullRequest {
  return {
    number: raw.number,
    id: raw.fullDatabaseId,
    nodeId: raw.id,
    url: raw.url,
    title: raw.title,
    body: raw.body || null,
    state: raw.state,
    draft: raw.isDraft,
    locked: raw.locked,
    author: author ? mapActor(author) : null,
    authorAssociation: raw.authorAssociation,
    createdAt: raw.createdAt,
    updatedAt: raw.updatedAt,
    closedAt: raw.closedAt,
    mergedAt: raw.mergedAt,
    mergedBy: mergedBy ? mapActor(mergedBy) : null,
    mergeCommitSha: mergeCommit?.oid ?? null,
    headRef: raw.headRefName,
    headSha: raw.headRefOid,
    headRepository: headRepository?.nameWithOwner ?? null,
    baseRef: raw.baseRefName,
    baseSha: raw.baseRefOid,
    additions: raw.additions,
    deletions: raw.deletions,
    changedFiles: raw.changedFiles,
    labels: orderLabels((lists.labels ?? []).map(mapLabel)),
    assignees: orderActors(lists.assignees ?? []),
    requestedReviewers: orderReviewers(lists.requestedReviewers ?? []),
    milestone: milestone ?? null,
    linkedIssues: null,
  };
}

/** A requested reviewer: an account, or a team. */
export function mapReviewRequest({
  requestedReviewer: raw,
}: Shaped<typeof graphQLReviewRequest>): RequestedReviewer {
  if ("slug" in raw) return { kind: "team", id: raw.databaseId, slug: raw.slug, name: raw.name };
  return { kind: "actor", ...mapActor(raw) };
}

function mapLabel({ id, ...label }: Shaped<typeof graphQLLabel>): Label {
  return { nodeId: id, ...label };
}

export function mapLinkedIssue(raw: Shaped<typeof graphQLLinkedIssue>): LinkedIssue {
  return { repository: raw.repository.nameWithOwner, number: raw.number };
}
