import { nodeIdOf } from "../truth/identifiers.ts";
import type { Issue } from "../truth/issue.ts";
import type { PullRequest } from "../truth/pull-request.ts";
import { ensureFork } from "../truth/verbs/repositories.ts";
import { register } from "../truth/world.ts";
import { type Generation, instantOf } from "./generation.ts";
import { baseSha, placeHead } from "./head.ts";
import type { createIssueRows } from "./issue-row.ts";
import type { Change, Story } from "./story.ts";

/** What hangs below a pull request and is made later. */
type Children = "commits" | "files" | "reviews" | "threads";

/** Creates the rows of pull requests, and of their issues, as they are opened. */
export function createPullRequestRows(
  generation: Generation,
  createIssueRow: ReturnType<typeof createIssueRows>,
  lazy: PropertyDescriptorMap,
) {
  const { world, repository } = generation;
  return (index: number, story: Story, change: Change): PullRequest => {
    const id = world.identifiers.next("pullRequest");
    const nodeId = nodeIdOf("PullRequest", id);
    const issue = createIssueRow(index, story, nodeId);
    const headRepository = change.forked ? forkOf(generation, issue, story) : repository;
    const row: Omit<PullRequest, Children> = {
      type: "PullRequest",
      id,
      nodeId,
      issue,
      head: {
        ref: `branch-${issue.number}`,
        sha: "",
        repository: headRepository,
        owner: headRepository.owner,
      },
      base: {
        ref: repository.defaultBranch,
        sha: "",
        repository,
        owner: repository.owner,
      },
      draft: change.draft,
      mergedAt: null,
      mergedBy: null,
      mergeCommit: null,
      testMergeSha: null,
      maintainerCanModify: change.forked,
      requestedReviewers: [],
      closes: [],
      updatedAt: issue.updatedAt,
    };
    const pull = Object.defineProperties(row as PullRequest, lazy);
    pull.base.sha = baseSha(generation, pull);
    placeHead(generation, pull, change.commits);
    issue.pull = pull;
    return register(world, pull);
  };
}

function forkOf({ world, repository }: Generation, { author }: Issue, { openedMs }: Story) {
  const nothing = () => undefined;
  const call = { world, at: instantOf(openedMs), touch: nothing, pushedTo: nothing };
  return ensureFork(call, `${author?.login}/${repository.name}`);
}
