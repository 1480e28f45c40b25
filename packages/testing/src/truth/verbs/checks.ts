import type { CheckConclusion, CheckRun, CommitStatus } from "../check.ts";
import { findPullRequest, unknown } from "../find.ts";
import type { Commit } from "../records.ts";
import type { Target, VerbCall, VerbTable } from "../verb.ts";

/** What a check of a pull request's head says. */
export interface ReportCheck extends Target {
  readonly name: string;
  /** `null` while it runs. @defaultValue null */
  readonly conclusion?: CheckConclusion | null;
}

/** What a status of a pull request's head says. */
export interface ReportStatus extends Target {
  readonly context: string;
  readonly state: CommitStatus["state"];
  /** @defaultValue null */
  readonly description?: string | null;
}

/** Verbs on the checks of a pull request's head commit, which no stamp of the pull request shows. */
export interface CheckVerbs {
  /** Starts the check of this name, or ends it. Returns the check run's id. */
  reportCheck(args: ReportCheck): number;
  /** Sets the status of this context. Returns the status's id. */
  reportStatus(args: ReportStatus): number;
}

function headCommit(call: VerbCall, args: Target): Commit {
  const { commits, head } = findPullRequest(call.world, args.repository, args.number);
  return commits.find(({ sha }) => sha === head.sha) ?? unknown(`a commit ${head.sha}`);
}

/** Ids of checks and statuses follow those of commits: nothing else shows them. */
function nextId({ world }: VerbCall): number {
  return world.identifiers.next("check");
}

export const checkVerbs: VerbTable<CheckVerbs> = {
  reportCheck(call, args) {
    const commit = headCommit(call, args);
    const conclusion = args.conclusion ?? null;
    const known = commit.checkRuns?.find(({ name }) => name === args.name);
    const id = known?.id ?? nextId(call);
    const run: CheckRun = {
      type: "CheckRun",
      id,
      nodeId: `CR_${id}`,
      name: args.name,
      startedAt: known?.startedAt ?? call.at,
      status: conclusion === null ? "in_progress" : "completed",
      conclusion,
      completedAt: conclusion === null ? null : call.at,
    };
    commit.checkRuns = [...(commit.checkRuns ?? []).filter((other) => other !== known), run];
    return id;
  },
  reportStatus(call, args) {
    const commit = headCommit(call, args);
    const id = nextId(call);
    const status: CommitStatus = {
      type: "StatusContext",
      id,
      nodeId: `SC_${id}`,
      context: args.context,
      state: args.state,
      description: args.description ?? null,
      createdAt: call.at,
    };
    const others = (commit.statuses ?? []).filter(({ context }) => context !== args.context);
    commit.statuses = [...others, status];
    return id;
  },
};
