import { nodeIdOf } from "../truth/identifiers.ts";
import type { Issue, Label, PullRequest } from "../truth/records.ts";
import { ensureFork } from "../truth/verbs/repositories.ts";
import { baseSha, shaAt } from "./generated-commits.ts";
import { type Generation, indexOf } from "./generation.ts";
import { instantOf } from "./instant-of.ts";
import { assignableProperties } from "./lazy-properties.ts";
import { description } from "./prose.ts";
import type { Change, Timeline } from "./timeline.ts";

/** What is made when it is read. */
type Lazy = "nodeId" | "mergeCommit" | "testMergeSha" | "commits" | "files" | "reviews" | "threads";

/** Creates the rows of pull requests, and of their issues, as they are opened. */
export function createPullRequestRows(
  generation: Generation,
  createIssueRow: ReturnType<typeof createIssueRows>,
  lazy: PropertyDescriptorMap,
) {
  const { world, repository } = generation;
  return (index: number, timeline: Timeline, change: Change): PullRequest => {
    const id = world.identifiers.next("pullRequest");
    const issue = createIssueRow(index, timeline);
    const headRepository = change.forked ? forkOf(generation, issue, timeline) : repository;
    const row: Omit<PullRequest, Lazy> = {
      type: "PullRequest",
      id,
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
      maintainerCanModify: change.forked,
      requestedReviewers: [],
      closes: [],
      updatedAt: issue.updatedAt,
    };
    const pull = Object.defineProperties(row as PullRequest, lazy);
    pull.base.sha = baseSha(generation, pull);
    pull.head.sha = shaAt(generation, pull, change.commits - 1);
    issue.pull = pull;
    return pull;
  };
}

function forkOf({ world, repository }: Generation, { author }: Issue, { openedMs }: Timeline) {
  const nothing = () => undefined;
  const call = { world, at: instantOf(openedMs), touch: nothing, pushedTo: nothing };
  return ensureFork(call, `${author?.login}/${repository.name}`);
}

/** Creates the rows of issues as they are opened. */
export function createIssueRows({ world, repository, plan, accounts }: Generation) {
  const lazy = assignableProperties<Issue>({
    nodeId: ({ id, pull }) => pull?.nodeId ?? nodeIdOf("Issue", id),
    body: (issue) => description(plan.random(indexOf(issue), "body")),
  });
  return (index: number, timeline: Timeline): Issue => {
    const id = world.identifiers.next("issue");
    const author = accounts.account(timeline.author);
    const at = instantOf(timeline.openedMs);
    const row: Omit<Issue, "body" | "nodeId"> = {
      type: "Issue",
      repository,
      id,
      number: index + 1,
      author,
      authorAssociation: accounts.associationAt(author, at),
      createdAt: at,
      title: timeline.title,
      state: "open",
      stateReason: null,
      closedAt: null,
      closedBy: null,
      locked: false,
      lastEditedAt: null,
      labels: timeline.labels.flatMap((name): Label[] => {
        const label = repository.labels.get(name);
        return label === undefined ? [] : [label];
      }),
      assignees: [],
      milestone: null,
      comments: [],
      updatedAt: at,
      pull: null,
    };
    return Object.defineProperties(row as Issue, lazy);
  };
}
