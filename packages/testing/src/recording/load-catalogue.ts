import type { Label, Milestone, Repository } from "../truth/records.ts";
import { register } from "../truth/world.ts";
import { labelView, presentMilestoneView } from "../wire/rest/views/label-view.ts";
import { loadAccount } from "./load-accounts.ts";
import type { Loading } from "./loading.ts";
import type { RecordedLabel, RecordedMilestone } from "./recording.ts";

/** The label of a recorded issue, brought into the world at its first mention. */
export function loadLabel(
  loading: Loading,
  repository: Repository,
  recorded: RecordedLabel,
): Label {
  const key = recorded.name.toLowerCase();
  const known = repository.labels.get(key);
  if (known !== undefined) {
    return known;
  }
  const label: Label = {
    type: "Label",
    id: recorded.id,
    nodeId: recorded.node_id,
    repository,
    name: recorded.name,
    color: recorded.color,
    description: recorded.description,
    default: recorded.default ?? false,
    createdAt: repository.createdAt,
  };
  loading.world.identifiers.reserve("label", recorded.id);
  repository.labels.set(key, label);
  loading.keep(labelView, label, recorded);
  return register(loading.world, label);
}

/** The milestone of a recorded issue, brought into the world at its first mention. */
export function loadMilestone(
  loading: Loading,
  repository: Repository,
  recorded: RecordedMilestone,
): Milestone {
  const known = repository.milestones.get(recorded.number);
  if (known !== undefined) {
    return known;
  }
  const milestone: Milestone = {
    type: "Milestone",
    id: recorded.id,
    nodeId: recorded.node_id,
    repository,
    number: recorded.number,
    title: recorded.title,
    description: recorded.description,
    state: recorded.state,
    creator: loadAccount(loading, recorded.creator ?? null),
    dueOn: recorded.due_on,
    createdAt: recorded.created_at,
    updatedAt: recorded.updated_at,
    closedAt: recorded.closed_at,
    counts: { open: 0, closed: 0 },
  };
  loading.world.identifiers.reserve("milestone", recorded.id);
  repository.milestones.set(recorded.number, milestone);
  loading.keep(presentMilestoneView, milestone, recorded);
  return register(loading.world, milestone);
}
