import { orderActors, orderLabels, orderReviewers } from "../../records/canonical-order.ts";
import type { PullRequest } from "../../records/pull-request.ts";
import type { Shaped } from "../../records/shape.ts";
import { mapRestActor } from "./map-rest-actor.ts";
import type { restActor, restPullRequest } from "./rest-shapes.ts";

/** A single pull request of REST as a record. What REST does not tell is `null`. */
export function mapRestPullRequest(raw: Shaped<typeof restPullRequest>): PullRequest {
  const { merged_at: mergedAt, milestone } = raw;
  return {
    number: raw.number,
    id: raw.id,
    nodeId: raw.node_id,
    url: raw.html_url,
    title: raw.title,
    body: raw.body || null,
    state: mergedAt === null ? raw.state : "merged",
    draft: raw.draft ?? false,
    locked: raw.locked,
    author: mapRestActor(raw.user),
    authorAssociation: raw.author_association,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
    closedAt: raw.closed_at,
    mergedAt,
    mergedBy: mapRestActor(raw.merged_by),
    // Before the merge it names a commit that GitHub made to try it.
    mergeCommitSha: mergedAt === null ? null : raw.merge_commit_sha,
    headRef: raw.head.ref,
    headSha: raw.head.sha,
    headRepository: raw.head.repo?.full_name ?? null,
    baseRef: raw.base.ref,
    baseSha: raw.base.sha,
    additions: raw.additions,
    deletions: raw.deletions,
    changedFiles: raw.changed_files,
    labels: orderLabels(
      raw.labels.map(({ node_id: nodeId, name, color, description }) => ({
        nodeId,
        name,
        color,
        description,
      })),
    ),
    // GraphQL shows people alone as assignees.
    assignees: orderActors(mapActors(raw.assignees).filter(({ type }) => type === "User")),
    requestedReviewers: mapReviewers(raw),
    milestone: milestone && {
      number: milestone.number,
      title: milestone.title,
      state: milestone.state,
      dueOn: milestone.due_on,
    },
    linkedIssues: null,
  };
}

/** People and teams together; none where GitHub leaves one of the two out. */
function mapReviewers({
  requested_reviewers: people,
  requested_teams: teams,
}: Shaped<typeof restPullRequest>) {
  if (!people || !teams) return [];
  return orderReviewers([
    ...mapActors(people).map((actor) => ({ kind: "actor" as const, ...actor })),
    ...teams.map((team) => ({ kind: "team" as const, ...team })),
  ]);
}

function mapActors(raw: readonly Shaped<typeof restActor>[] | null) {
  return (raw ?? []).map(mapRestActor).filter((actor) => actor !== null);
}
