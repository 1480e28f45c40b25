import {
  orderActors,
  orderById,
  orderByPath,
  orderLabels,
  orderReviewers,
} from "../records/canonical-order.ts";
import {
  parseBody,
  parseId,
  parseInstant,
  parseOptionalInstant,
  parseWord,
} from "../records/parse-value.ts";
import type { PullRequest } from "../records/pull-request.ts";
import { type ChildKind, childKinds, type PullRequestSnapshot } from "../records/snapshot.ts";
import type { RawConnection, RawPullRequest } from "./graphql-shapes.ts";
import { mapActor, mapRequestedReviewer } from "./map-actor.ts";
import { mapComment, mapCommit, mapFile, mapReview, mapThread } from "./map-children.ts";
import { isShortList, wholeList } from "./whole-list.ts";

const states = { OPEN: "open", CLOSED: "closed", MERGED: "merged" } as const;
const milestoneStates = { OPEN: "open", CLOSED: "closed" } as const;

/**
 * A pull request and its children, every list read to its end, as records.
 * @throws GhsyncError `response_invalid` if GitHub's answer is not as its schema promises
 */
export function mapSnapshot(raw: RawPullRequest, readAt: Date): PullRequestSnapshot {
  const files = childrenOf(raw.files)?.map(mapFile);
  return {
    pullRequest: mapPullRequest(raw),
    children: {
      reviews: ordered(childrenOf(raw.reviews)?.map(mapReview)),
      reviewComments: ordered(childrenOf(raw.reviewThreads)?.flatMap(mapThread)),
      comments: ordered(childrenOf(raw.comments)?.map(mapComment)),
      commits: childrenOf(raw.commits)?.map(mapCommit),
      files: files && orderByPath(files),
    },
    truncated: shortKinds(raw, files?.length),
    readAt,
  };
}

/** The kinds that GitHub shows less of than it counts: files beyond 3,000, and whatever it hides. */
function shortKinds(raw: RawPullRequest, fileCount: number | undefined): readonly ChildKind[] {
  const threads = raw.reviewThreads;
  const isShort: { readonly [K in ChildKind]: boolean } = {
    reviews: isAnyShort([raw.reviews]),
    reviewComments: isAnyShort([threads, ...(threads?.nodes ?? []).map((node) => node?.comments)]),
    comments: isAnyShort([raw.comments]),
    commits: isAnyShort([raw.commits]),
    files: isAnyShort([raw.files]) || (fileCount !== undefined && fileCount < raw.changedFiles),
  };
  return childKinds.filter((kind) => isShort[kind]);
}

function isAnyShort(lists: readonly (RawConnection<unknown> | null | undefined)[]): boolean {
  return lists.some((list) => list && isShortList(list));
}

function mapPullRequest(raw: RawPullRequest): PullRequest {
  return {
    number: raw.number,
    id: parseId(raw.fullDatabaseId),
    nodeId: raw.id,
    url: raw.url,
    title: raw.title,
    body: parseBody(raw.body),
    state: parseWord(raw.state, states),
    draft: raw.isDraft,
    locked: raw.locked,
    author: mapActor(raw.author),
    authorAssociation: raw.authorAssociation,
    createdAt: parseInstant(raw.createdAt),
    updatedAt: parseInstant(raw.updatedAt),
    closedAt: parseOptionalInstant(raw.closedAt),
    mergedAt: parseOptionalInstant(raw.mergedAt),
    mergedBy: mapActor(raw.mergedBy),
    mergeCommitSha: raw.mergeCommit?.oid ?? null,
    headRef: raw.headRefName,
    headSha: raw.headRefOid,
    headRepository: raw.headRepository?.nameWithOwner ?? null,
    baseRef: raw.baseRefName,
    baseSha: raw.baseRefOid,
    additions: raw.additions,
    deletions: raw.deletions,
    changedFiles: raw.changedFiles,
    labels: orderLabels(
      nodesOf(raw.labels).map(({ id, name, color, description }) => ({
        nodeId: id,
        name,
        color,
        description,
      })),
    ),
    assignees: orderActors(
      nodesOf(raw.assignees)
        .map(mapActor)
        .filter((actor) => actor !== null),
    ),
    requestedReviewers: orderReviewers(
      nodesOf(raw.reviewRequests)
        .map(({ requestedReviewer }) => mapRequestedReviewer(requestedReviewer))
        .filter((reviewer) => reviewer !== null),
    ),
    milestone: raw.milestone && {
      number: raw.milestone.number,
      title: raw.milestone.title,
      state: parseWord(raw.milestone.state, milestoneStates),
      dueOn: parseOptionalInstant(raw.milestone.dueOn),
    },
    linkedIssues:
      childrenOf(raw.closingIssuesReferences)?.map(({ number, repository }) => ({
        repository: repository.nameWithOwner,
        number,
      })) ?? null,
  };
}

function nodesOf<Node>(list: RawConnection<Node> | null): readonly Node[] {
  return list ? wholeList(list) : [];
}

// A kind that is switched off is absent, one that GitHub does not show is `null`: unknown, both.
function childrenOf<Node>(
  list: RawConnection<Node> | null | undefined,
): readonly Node[] | undefined {
  return list ? wholeList(list) : undefined;
}

function ordered<Row extends { readonly id: number }>(rows: readonly Row[] | undefined) {
  return rows && orderById(rows);
}
