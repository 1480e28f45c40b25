import type { Account, Team } from "./account.ts";
import type { Commit } from "./commit.ts";
import { createIdentifiers, type Identifiers } from "./identifiers.ts";
import type { Repository } from "./repository.ts";
import type { TruthNode } from "./truth-node.ts";

/** All that GitHub knows. Verbs change it, views read it, neither knows the other. */
export interface World {
  /** By REST login in lower case; a deleted account is no longer here. */
  readonly accounts: Map<string, Account>;
  /** By `organization/slug` in lower case. */
  readonly teams: Map<string, Team>;
  readonly repositories: Map<number, Repository>;
  /** Current full names in lower case. */
  readonly names: Map<string, Repository>;
  /** Former full names in lower case, which redirect until somebody else takes them. */
  readonly formerNames: Map<string, Repository>;
  readonly nodes: Map<string, TruthNode>;
  /** By sha, also those that a forced push took out of their pull request. */
  readonly commits: Map<string, Commit>;
  readonly identifiers: Identifiers;
  /** Whether a bump of one of a pull request's clocks moves the other too. */
  readonly coupledClocks: boolean;
}

/** Creates a GitHub without anybody or anything in it. */
export function createWorld({ coupledClocks }: { coupledClocks: boolean }): World {
  return {
    accounts: new Map(),
    teams: new Map(),
    repositories: new Map(),
    names: new Map(),
    formerNames: new Map(),
    nodes: new Map(),
    commits: new Map(),
    identifiers: createIdentifiers(),
    coupledClocks,
  };
}

/** Registers a record under its node id. */
export function register<T extends TruthNode>(world: World, node: T): T {
  world.nodes.set(node.nodeId, node);
  return node;
}

/** Registers a commit under its sha too. */
export function registerCommit(world: World, commit: Commit): Commit {
  world.commits.set(commit.sha, commit);
  return register(world, commit);
}
