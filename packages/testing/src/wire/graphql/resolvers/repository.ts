import {
  createdAtOf,
  fullNameOf,
  type Issue,
  type PullRequest,
  type Repository,
} from "../../../truth/records.ts";
import type { Keyset } from "../../keyset.ts";
import { orderedBy } from "../../list-order.ts";
import { byId, type ConnectionArgs, connect } from "../connection.ts";
import type { Resolvers } from "../graphql-context.ts";
import { notFound } from "../graphql-failure.ts";
import { nodeFields, pageFields } from "./node-fields.ts";
import { pullRequestState } from "./pull-request.ts";

type Field = "COMMENTS" | "CREATED_AT" | "UPDATED_AT";

interface ListArgs extends ConnectionArgs {
  readonly orderBy?: { readonly field: Field; readonly direction: "ASC" | "DESC" } | null;
  readonly states?: readonly string[] | null;
}

const ISSUE_ORDERS: Readonly<Record<Field, (issue: Issue) => Keyset>> = {
  CREATED_AT: (issue) => [issue.createdAt, issue.number],
  UPDATED_AT: (issue) => [issue.updatedAt, issue.number],
  COMMENTS: (issue) => [issue.comments.length, issue.number],
};

const PULL_ORDERS: Readonly<Record<Field, (pull: PullRequest) => Keyset>> = {
  CREATED_AT: (pull) => [createdAtOf(pull), pull.issue.number],
  UPDATED_AT: ({ issue, updatedAt }) => [updatedAt, issue.number],
  COMMENTS: ({ issue }) => ISSUE_ORDERS.COMMENTS(issue),
};

const CREATION = { field: "CREATED_AT", direction: "ASC" } as const;

/** Repositories. */
export const repositoryResolvers: Resolvers<Repository> = {
  ...nodeFields,
  ...pageFields<Repository>((repository) => `/${fullNameOf(repository)}`),
  nameWithOwner: fullNameOf,
  isPrivate: (repository) => repository.private,
  isFork: ({ fork }) => fork,
  isArchived: () => false,
  isDisabled: () => false,
  isEmpty: () => false,
  archivedAt: () => null,
  hasIssuesEnabled: ({ hasIssues }) => hasIssues,
  visibility: (repository) => (repository.private ? "PRIVATE" : "PUBLIC"),
  defaultBranchRef: ({ defaultBranch }) => ({ name: defaultBranch }),
  issue: ({ byNumber }, { number }: { number: number }) => {
    const issue = byNumber.get(number);
    return issue?.pull === null ? issue : notFound(`Issue with the number of ${number}`);
  },
  pullRequest: ({ byNumber }, { number }: { number: number }) =>
    byNumber.get(number)?.pull ?? notFound(`PullRequest with the number of ${number}`),
  issueOrPullRequest: ({ byNumber }, { number }: { number: number }) => {
    const issue = byNumber.get(number);
    return issue?.pull ?? issue ?? notFound(`issue or pull request with the number of ${number}`);
  },
  issues: ({ issues }, args: ListArgs) => {
    const { field, direction } = args.orderBy ?? CREATION;
    const list = orderedBy(issues, ISSUE_ORDERS[field], direction === "DESC");
    const items = list.items.filter(
      (issue) => issue.pull === null && isAmong(args.states, issue.state.toUpperCase()),
    );
    return connect(items, args, list.keyset, list.descending);
  },
  pullRequests: ({ pulls }, args: ListArgs) => {
    const { field, direction } = args.orderBy ?? CREATION;
    const list = orderedBy(pulls, PULL_ORDERS[field], direction === "DESC");
    const items = args.states?.length
      ? list.items.filter((pull) => isAmong(args.states, pullRequestState(pull)))
      : list.items;
    return connect(items, args, list.keyset, list.descending);
  },
  labels: ({ labels }, args) => connect([...labels.values()], args, byId),
  milestones: ({ milestones }, args) => connect([...milestones.values()], args, byId),
};

function isAmong(states: readonly string[] | null | undefined, state: string): boolean {
  return !states?.length || states.includes(state);
}
