import type { components } from "@octokit/openapi-types";
import type { Label, Milestone } from "../../../truth/label.ts";
import type { Urls } from "../urls.ts";
import { userView } from "./user-view.ts";

/** A label in REST. */
export function labelView(
  label: Label,
  urls: Urls,
): components["schemas"]["pull-request"]["labels"][number] {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: urls.repo(label.repository, `/labels/${encodeURIComponent(label.name)}`),
    name: label.name,
    color: label.color,
    default: label.default,
    description: label.description,
  };
}

/** A milestone in REST, or none. */
export function milestoneView(
  milestone: Milestone | null,
  urls: Urls,
): components["schemas"]["nullable-milestone"] {
  if (milestone === null) {
    return null;
  }
  const { repository, number } = milestone;
  const url = urls.repo(repository, `/milestones/${number}`);
  return {
    url,
    html_url: urls.html(repository, `/milestone/${number}`),
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: milestone.nodeId,
    number,
    title: milestone.title,
    description: milestone.description,
    creator: userView(milestone.creator, urls),
    open_issues: milestone.counts.open,
    closed_issues: milestone.counts.closed,
    state: milestone.state,
    created_at: milestone.createdAt,
    updated_at: milestone.updatedAt,
    due_on: milestone.dueOn,
    closed_at: milestone.closedAt,
  };
}
