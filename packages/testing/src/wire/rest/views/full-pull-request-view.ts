import type { components } from "@octokit/openapi-types";
import { diffStat, type PullRequest } from "../../../truth/records.ts";
import type { Urls } from "../urls.ts";
import { buildPullRequestView, type Ends, type SINGLE_ONLY } from "./pull-request-view.ts";
import { type RecordableView, recordable } from "./recordable.ts";
import { userView } from "./user-view.ts";

type PullRequestSchema = components["schemas"]["pull-request"];

/** A pull request asked for alone. */
export type FullPullRequest = Omit<PullRequestSchema, keyof Ends> & Ends;

/** A pull request asked for alone, with what the list leaves out. */
export const fullPullRequestView: RecordableView<PullRequest, FullPullRequest> = recordable(
  (pull, urls) => ({
    ...buildPullRequestView(pull, urls),
    state: pull.issue.state,
    ...singleOnly(pull, urls),
  }),
);

function singleOnly(
  pull: PullRequest,
  urls: Urls,
): Pick<PullRequestSchema, (typeof SINGLE_ONLY)[number]> {
  const open = pull.issue.state === "open";
  return {
    merged: pull.mergedAt !== null,
    mergeable: open ? true : null,
    rebaseable: open ? true : null,
    mergeable_state: open ? (pull.draft ? "draft" : "clean") : "unknown",
    merged_by: userView(pull.mergedBy, urls),
    comments: pull.issue.comments.length,
    review_comments: pull.threads.reduce((count, { comments }) => count + comments.length, 0),
    maintainer_can_modify: pull.maintainerCanModify,
    commits: pull.commits.length,
    ...diffStat(pull),
    changed_files: pull.files.length,
  };
}
