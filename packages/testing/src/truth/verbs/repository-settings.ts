import type { AccessPolicy } from "../account.ts";
import { findRepository } from "../find.ts";
import type { VerbTable } from "../verb.ts";
import { ensureAccount } from "./accounts.ts";

/** What a repository is set to; what is absent stays. */
export interface ConfigureRepository {
  readonly repository: string;
  readonly hasIssues?: boolean;
  readonly hasPullRequests?: boolean;
}

/** Verbs on who may see what of a repository; none moves a clock of anything in it. */
export interface RepositorySettingVerbs {
  /** Switches issues or pull requests on or off. Returns the repository's id. */
  configureRepository(args: ConfigureRepository): number;
  /** Blocks access for everybody: 451. Returns the repository's id. */
  blockRepository(args: {
    readonly repository: string;
    /** @defaultValue "dmca" */
    readonly reason?: string;
  }): number;
  /** Lifts a block. Returns the repository's id. */
  unblockRepository(args: { readonly repository: string }): number;
  /** Lets an organization refuse every token, those not authorized for it, or addresses. Returns its id. */
  setAccess(args: { readonly organization: string; readonly access: AccessPolicy }): number;
}

export const repositorySettingVerbs: VerbTable<RepositorySettingVerbs> = {
  configureRepository({ world }, args) {
    const repository = findRepository(world, args.repository);
    repository.hasIssues = args.hasIssues ?? repository.hasIssues;
    repository.hasPullRequests = args.hasPullRequests ?? repository.hasPullRequests;
    return repository.id;
  },
  blockRepository({ world, at }, args) {
    const repository = findRepository(world, args.repository);
    repository.block = { reason: args.reason ?? "dmca", createdAt: at };
    return repository.id;
  },
  unblockRepository({ world }, args) {
    const repository = findRepository(world, args.repository);
    repository.block = null;
    return repository.id;
  },
  setAccess(call, { organization, access }) {
    const account = ensureAccount(call, organization, "Organization");
    call.world.history?.keep([account]);
    account.access = access;
    return account.id;
  },
};
