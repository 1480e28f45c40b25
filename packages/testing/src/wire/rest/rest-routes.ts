import type { RestContext, RootContext } from "./rest-context.ts";
import type { RestResult } from "./rest-result.ts";
import {
  listCommentsOfIssue,
  listIssueComments,
  listReviewComments,
  listReviewCommentsOfPull,
} from "./routes/comments.ts";
import { getIssue, listIssues } from "./routes/issues.ts";
import { getPull, listCommits, listFiles, listPulls, listReviews } from "./routes/pull-requests.ts";
import {
  getCombinedStatus,
  listCheckRuns,
  listLabels,
  listMilestones,
  listRepositories,
} from "./routes/repositories.ts";
import { searchIssues } from "./routes/search.ts";
import { fullRepositoryView } from "./views/repository-view.ts";

/** What is served below a repository. */
export const REPOSITORY_ROUTES: Readonly<Record<string, (context: RestContext) => RestResult>> = {
  "": ({ repository, urls }) => ({ status: 200, body: fullRepositoryView(repository, urls) }),
  "/commits/{ref}/check-runs": listCheckRuns,
  "/commits/{ref}/status": getCombinedStatus,
  "/issues": listIssues,
  "/issues/comments": listIssueComments,
  "/issues/{number}": getIssue,
  "/issues/{number}/comments": listCommentsOfIssue,
  "/labels": listLabels,
  "/milestones": listMilestones,
  "/pulls": listPulls,
  "/pulls/comments": listReviewComments,
  "/pulls/{number}": getPull,
  "/pulls/{number}/comments": listReviewCommentsOfPull,
  "/pulls/{number}/commits": listCommits,
  "/pulls/{number}/files": listFiles,
  "/pulls/{number}/reviews": listReviews,
};

/** What is served beside repositories. */
export const ROOT_ROUTES: Readonly<Record<string, (context: RootContext) => RestResult>> = {
  "/search/issues": searchIssues,
  "/user/repos": listRepositories,
};
