import type { components } from "@octokit/openapi-types";
import type { ChangedFile } from "../../../truth/changed-file.ts";
import type { Commit, GitActor, PullRequest } from "../../../truth/records.ts";
import type { Urls } from "../urls.ts";
import { type RecordableView, recordable } from "./recordable.ts";
import { userView } from "./user-view.ts";

type Schemas = components["schemas"];

/** A commit in REST. */
export const commitView: RecordableView<Commit, Schemas["commit"]> = recordable(buildCommitView);

function buildCommitView(commit: Commit, urls: Urls): Schemas["commit"] {
  const { repository, sha } = commit;
  const url = urls.repo(repository, `/commits/${sha}`);
  return {
    sha,
    node_id: commit.nodeId,
    commit: {
      author: gitUser(commit.author),
      committer: gitUser(commit.committer),
      message: commit.message,
      tree: {
        sha: commit.treeSha,
        url: urls.repo(repository, `/git/trees/${commit.treeSha}`),
      },
      url: urls.repo(repository, `/git/commits/${sha}`),
      comment_count: 0,
      verification: {
        verified: false,
        reason: "unsigned",
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url,
    html_url: urls.html(repository, `/commit/${sha}`),
    comments_url: `${url}/comments`,
    author: userView(commit.author.account, urls),
    committer: userView(commit.committer.account, urls),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: urls.repo(repository, `/commits/${parent}`),
      html_url: urls.html(repository, `/commit/${parent}`),
    })),
  };
}

function gitUser({ name, email, date }: GitActor) {
  return { name, email, date };
}

/** A changed file in REST; `patch` is absent for binary and huge ones. */
export function fileView(
  file: ChangedFile,
  { issue, head }: PullRequest,
  urls: Urls,
): Schemas["diff-entry"] {
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: urls.html(issue.repository, `/blob/${head.sha}/${path}`),
    raw_url: urls.html(issue.repository, `/raw/${head.sha}/${path}`),
    contents_url: urls.repo(issue.repository, `/contents/${path}?ref=${head.sha}`),
    ...(file.patch !== null && { patch: file.patch }),
    ...(file.previousPath !== null && { previous_filename: file.previousPath }),
  };
}
