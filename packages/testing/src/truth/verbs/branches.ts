import { bumpBase } from "../bump.ts";
import { findPullRequest, findRepository } from "../find.ts";
import type { Target, VerbTable } from "../verb.ts";

/** Verbs on branches. */
export interface BranchVerbs {
  /**
   * Pushes to a branch that pull requests may go to. It moves their clocks only where `bumpOnBasePush`
   * says so. Returns the repository's id. @defaultValue `branch` is the default branch
   */
  pushToBranch(args: { readonly repository: string; readonly branch?: string }): number;
  /** Deletes the branch that a pull request came from. Returns the number. */
  deleteHeadBranch(args: Target): number;
}

export const branchVerbs: VerbTable<BranchVerbs> = {
  pushToBranch(call, args) {
    const repository = findRepository(call.world, args.repository);
    repository.pushedAt = call.at;
    bumpBase(call.world, repository, args.branch ?? repository.defaultBranch, call.at);
    return repository.id;
  },
  deleteHeadBranch({ world, touch }, args) {
    const pull = findPullRequest(world, args.repository, args.number);
    pull.head.deleted = true;
    touch(pull.issue);
    return pull.issue.number;
  },
};
