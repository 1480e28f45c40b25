import { numberedPage } from "../numbered-pages.ts";
import type { RestContext } from "../rest-context.ts";
import type { RestResult } from "../rest-result.ts";
import { labelView, milestoneView } from "../views/label-view.ts";

/** `GET /labels`. */
export function listLabels(context: RestContext): RestResult {
  const labels = [...context.repository.labels.values()];
  return numberedPage(context, labels, (label) => labelView(label, context.urls));
}

/** `GET /milestones`: the open ones unless `state` says otherwise. */
export function listMilestones(context: RestContext): RestResult {
  const state = context.query.get("state") ?? "open";
  const milestones = [...context.repository.milestones.values()].filter(
    (milestone) => state === "all" || milestone.state === state,
  );
  return numberedPage(context, milestones, (milestone) => milestoneView(milestone, context.urls));
}
