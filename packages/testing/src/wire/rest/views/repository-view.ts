import type { components } from "@octokit/openapi-types";
import { fullNameOf, type Repository } from "../../../truth/records.ts";
import { oncePerRequest } from "../per-request.ts";
import type { Urls } from "../urls.ts";
import { type RecordableView, recordable } from "./recordable.ts";
import { repositoryLinks } from "./repository-links.ts";
import { presentUserView } from "./user-view.ts";

/** A repository as it is embedded in pull requests. */
export const repositoryView: RecordableView<Repository, components["schemas"]["repository"]> =
  recordable(oncePerRequest(buildRepositoryView));

function buildRepositoryView(
  repository: Repository,
  urls: Urls,
): components["schemas"]["repository"] {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullNameOf(repository),
    private: repository.private,
    owner: presentUserView(repository.owner, urls),
    html_url: urls.html(repository),
    description: repository.description,
    fork: repository.fork,
    ...repositoryLinks(repository, urls),
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    homepage: null,
    size: 1024,
    stargazers_count: 0,
    watchers_count: 0,
    language: "TypeScript",
    has_issues: repository.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    // Recordings are older than the field: it is shown where it says something.
    ...(!repository.hasPullRequests && { has_pull_requests: false }),
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: repository.issueCounts.open,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? "private" : "public",
    forks: 0,
    open_issues: repository.issueCounts.open,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** A repository as `GET /repos/{owner}/{repo}` shows it to a user with write access. */
export function fullRepositoryView(
  repository: Repository,
  urls: Urls,
): components["schemas"]["full-repository"] {
  const { owner } = repository;
  return {
    has_discussions: false,
    ...repositoryView(repository, urls),
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    permissions: { admin: false, maintain: false, push: true, triage: true, pull: true },
    temp_clone_token: null,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    allow_update_branch: false,
    use_squash_pr_title_as_default: false,
    squash_merge_commit_title: "COMMIT_OR_PR_TITLE",
    squash_merge_commit_message: "COMMIT_MESSAGES",
    merge_commit_title: "MERGE_MESSAGE",
    merge_commit_message: "PR_TITLE",
    ...(owner.type === "Organization" && { organization: presentUserView(owner, urls) }),
    network_count: 0,
    subscribers_count: 0,
  };
}
