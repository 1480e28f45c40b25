import type { CheckRun, CommitStatus } from "../../../truth/check.ts";
import { rollupState } from "../../../truth/check.ts";
import type { Commit } from "../../../truth/commit.ts";
import { numberedPage } from "../numbered-pages.ts";
import type { RestContext } from "../rest-context.ts";
import { type RestResult, restError } from "../rest-result.ts";

/** `GET /commits/{ref}/check-runs`, by sha. */
export function listCheckRuns(context: RestContext): RestResult {
  return ofCommit(context, ({ sha, checkRuns = [] }) => {
    const page = numberedPage(context, checkRuns, (run) => checkRunView(run, sha));
    return { ...page, body: { total_count: checkRuns.length, check_runs: page.body } };
  });
}

/** `GET /commits/{ref}/status`, by sha. */
export function getCombinedStatus(context: RestContext): RestResult {
  return ofCommit(context, ({ sha, statuses = [] }) => ({
    status: 200,
    body: {
      state: rollupState([], statuses)?.toLowerCase() ?? "pending",
      statuses: statuses.map(statusView),
      sha,
      total_count: statuses.length,
    },
  }));
}

function checkRunView(run: CheckRun, sha: string) {
  return {
    id: run.id,
    node_id: run.nodeId,
    head_sha: sha,
    name: run.name,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
  };
}

function statusView(status: CommitStatus) {
  return {
    id: status.id,
    node_id: status.nodeId,
    context: status.context,
    state: status.state,
    description: status.description,
    target_url: null,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

function ofCommit(context: RestContext, answer: (commit: Commit) => RestResult): RestResult {
  const sha = context.segments[1] ?? "";
  const commit = context.world.commits.get(sha);
  return commit === undefined
    ? restError(422, `No commit found for SHA: ${sha}`, "/commits/commits#get-a-commit")
    : answer(commit);
}
