import type { components } from "@octokit/openapi-types";
import type { Label, Milestone } from "../../../truth/records.ts";
import type { Urls } from "../urls.ts";
import { type RecordableView, recordable } from "./recordable.ts";
import { userView } from "./user-view.ts";

type LabelView = components["schemas"]["pull-request"]["labels"][number];
type MilestoneView = NonNullable<components["schemas"]["nullable-milestone"]>;

/** A label in REST. */
export const labelView: RecordableView<Label, LabelView> = recordable(buildLabelView);

function buildLabelView(label: Label, urls: Urls): LabelView {
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
export function milestoneView(milestone: Milestone | null, urls: Urls): MilestoneView | null {
  return milestone && presentMilestoneView(milestone, urls);
}

/** A milestone in REST. */
export const presentMilestoneView: RecordableView<Milestone, MilestoneView> =
  recordable(buildMilestoneView);

function buildMilestoneView(milestone: Milestone, urls: Urls): MilestoneView {
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
