import type { components } from "@octokit/openapi-types";
import { type CheckRun, type CommitStatus, rollupState } from "../../../truth/check.ts";
import type { Commit } from "../../../truth/records.ts";
import type { Urls } from "../urls.ts";
import { ACTIONS_AVATAR, actionsAppView } from "./actions-app-view.ts";
import { repositoryView } from "./repository-view.ts";

type Schemas = components["schemas"];

/** A check run in REST: of GitHub Actions, as most are. */
export function checkRunView(
  run: CheckRun,
  { repository, sha }: Commit,
  urls: Urls,
): Schemas["check-run"] {
  const url = urls.repo(repository, `/check-runs/${run.id}`);
  const page = urls.html(repository, `/runs/${run.id}`);
  return {
    id: run.id,
    name: run.name,
    node_id: run.nodeId,
    head_sha: sha,
    external_id: "",
    url,
    html_url: page,
    details_url: page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suiteOf(sha) },
    app: actionsAppView(urls),
    // GitHub names none for a head in a fork either.
    pull_requests: [],
  };
}

/** All runs on a commit are of one suite, which has an id of the commit's own. */
function suiteOf(sha: string): number {
  return Number.parseInt(sha.slice(0, 8), 16) || 1;
}

type CombinedStatusView = Omit<Schemas["combined-commit-status"], "repository"> & {
  readonly repository: Schemas["repository"];
};

/** What all statuses of a commit come to, in REST. */
export function combinedStatusView(
  { repository, sha, statuses = [] }: Commit,
  urls: Urls,
): CombinedStatusView {
  const url = urls.repo(repository, `/commits/${sha}`);
  return {
    state: rollupState([], statuses)?.toLowerCase() ?? "pending",
    statuses: statuses.map((status) =>
      statusView(status, urls.repo(repository, `/statuses/${sha}`)),
    ),
    sha,
    total_count: statuses.length,
    repository: repositoryView(repository, urls),
    commit_url: url,
    url: `${url}/status`,
  };
}

function statusView(status: CommitStatus, url: string): Schemas["simple-commit-status"] {
  return {
    url,
    avatar_url: ACTIONS_AVATAR,
    id: status.id,
    node_id: status.nodeId,
    state: status.state,
    description: status.description,
    target_url: null,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}
