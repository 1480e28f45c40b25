import type { Commit, Repository } from "../../../truth/records.ts";
import { numberedPage, pageOf, perPageOf } from "../pages.ts";
import { partialResults, visible } from "../partial-results.ts";
import type { RestContext, RootContext } from "../rest-context.ts";
import { type RestResult, restError } from "../rest-result.ts";
import { createUrls } from "../urls.ts";
import { checkRunView, combinedStatusView } from "../views/check-view.ts";
import { labelView, milestoneView } from "../views/label-view.ts";
import { repositoryView } from "../views/repository-view.ts";

/** `GET /user/repos`: every repository that isn't a fork, shortened where an organization refuses. */
export function listRepositories({ world, identity, url }: RootContext): RestResult {
  const { searchParams: query } = url;
  const all = [...world.repositories.values()].filter(({ fork }) => !fork);
  const shown = visible(all, (repository: Repository) => repository, identity);
  const perPage = perPageOf(query);
  const page = pageOf(query);
  const urls = createUrls(url.origin);
  const rows = shown.slice((page - 1) * perPage, page * perPage);
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  return {
    status: 200,
    body: rows.map((repository) => repositoryView(repository, urls)),
    ...partialResults(all, identity),
    ...(shown.length > page * perPage && { link: `<${next}>; rel="next"` }),
  };
}

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

/** `GET /commits/{ref}/check-runs`, by sha. */
export function listCheckRuns(context: RestContext): RestResult {
  return ofCommit(context, (commit) => {
    const { checkRuns = [] } = commit;
    const page = numberedPage(context, checkRuns, (run) => checkRunView(run, commit, context.urls));
    return { ...page, body: { total_count: checkRuns.length, check_runs: page.body } };
  });
}

/** `GET /commits/{ref}/status`, by sha. */
export function getCombinedStatus(context: RestContext): RestResult {
  return ofCommit(context, (commit) => ({
    status: 200,
    body: combinedStatusView(commit, context.urls),
  }));
}

function ofCommit(context: RestContext, answer: (commit: Commit) => RestResult): RestResult {
  const sha = context.segments[1] ?? "";
  const commit = context.world.commits.get(sha);
  return commit === undefined
    ? restError(422, `No commit found for SHA: ${sha}`, "/commits/commits#get-a-commit")
    : answer(commit);
}
