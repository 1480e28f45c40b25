import { type CheckRun, type CommitStatus, rollupState } from "../../../truth/check.ts";
import type { Commit } from "../../../truth/records.ts";
import { byPosition, type ConnectionArgs, connect } from "../connection.ts";
import type { Resolvers } from "../graphql-context.ts";
import { nodeFields } from "./node-fields.ts";

/** What the checks and statuses of a commit come to; `null` without any. */
export function rollupOf(commit: Commit) {
  const { checkRuns = [], statuses = [] } = commit;
  const state = rollupState(checkRuns, statuses);
  return state === null
    ? null
    : {
        type: "StatusCheckRollup",
        id: `SCR_${commit.nodeId}`,
        commit,
        state,
        contexts: (args: ConnectionArgs) => connect([...checkRuns, ...statuses], args, byPosition),
      };
}

/** Check runs. */
export const checkRunResolvers: Resolvers<CheckRun> = {
  ...nodeFields,
  status: ({ status }) => status.toUpperCase(),
  conclusion: ({ conclusion }) => conclusion?.toUpperCase() ?? null,
};

/** Statuses by the older interface. */
export const statusContextResolvers: Resolvers<CommitStatus> = {
  ...nodeFields,
  state: ({ state }) => state.toUpperCase(),
};
