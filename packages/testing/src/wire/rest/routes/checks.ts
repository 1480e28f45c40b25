import type { Commit } from "../../../truth/records.ts";
import { numberedPage } from "../numbered-pages.ts";
import type { RestContext } from "../rest-context.ts";
import { type RestResult, restError } from "../rest-result.ts";
import { checkRunView, combinedStatusView } from "../views/check-view.ts";

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
