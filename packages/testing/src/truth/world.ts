import type { Account, Team } from "./account.ts";
import { createHistory, type History } from "./history.ts";
import { createIdentifiers, type Identifiers } from "./identifiers.ts";
import type { Origin } from "./origin.ts";
import { createRecordIndex, type RecordIndex } from "./record-index.ts";
import type { Commit, Repository, TruthNode } from "./records.ts";

/** All that GitHub knows. Verbs change it, views read it, neither knows the other. */
export interface World {
  /** By REST login in lower case; a deleted account is no longer here. */
  readonly accounts: Map<string, Account>;
  /** By `organization/slug` in lower case. */
  readonly teams: Map<string, Team>;
  readonly repositories: Map<number, Repository>;
  /** Current full names in lower case. */
  readonly names: Map<string, Repository>;
  /** Former full names in lower case, which redirect until another repository takes them. */
  readonly formerNames: Map<string, Repository>;
  /** By node id. */
  readonly nodes: RecordIndex<TruthNode>;
  /** By sha, also those that a forced push took out of their pull request. */
  readonly commits: RecordIndex<Commit>;
  /** Where records come from that no verb made. */
  readonly origins: Origin[];
  readonly identifiers: Identifiers;
  /** Whether a bump of one of a pull request's clocks moves the other too. */
  readonly coupledClocks: boolean;
  /** Whether a push to a branch moves the clocks of the pull requests that go to it. */
  readonly bumpOnBasePush: boolean;
  /** Whether an edited comment moves more clocks than its own. */
  readonly bumpOnCommentEdit: boolean;
  /** What changed of late, when reads may lag. */
  readonly history: History | undefined;
}

/** What a world is created with. */
export interface WorldOptions {
  readonly coupledClocks: boolean;
  readonly bumpOnBasePush: boolean;
  readonly bumpOnCommentEdit: boolean;
  /** Whether reads may be answered from an earlier truth. */
  readonly keepsHistory: boolean;
}

/** Creates a GitHub without anybody or anything in it. */
export function createWorld(options: WorldOptions): World {
  const origins: Origin[] = [];
  return {
    accounts: new Map(),
    teams: new Map(),
    repositories: new Map(),
    names: new Map(),
    formerNames: new Map(),
    nodes: createRecordIndex((nodeId) => firstOf(origins, (origin) => origin.node(nodeId))),
    commits: createRecordIndex((sha) => firstOf(origins, (origin) => origin.commit(sha))),
    origins,
    identifiers: createIdentifiers(),
    coupledClocks: options.coupledClocks,
    bumpOnBasePush: options.bumpOnBasePush,
    bumpOnCommentEdit: options.bumpOnCommentEdit,
    history: options.keepsHistory ? createHistory() : undefined,
  };
}

/** Registers a record under its node id. */
export function register<T extends TruthNode>(world: World, node: T): T {
  world.nodes.set(node.nodeId, node);
  world.history?.born(node);
  return node;
}

/** Takes a record's node id from it: the record exists no longer. */
export function unregister(world: World, node: TruthNode): void {
  world.nodes.delete(node.nodeId);
  world.history?.died(node);
}

/** Registers a commit under its sha too. */
export function registerCommit(world: World, commit: Commit): Commit {
  world.commits.set(commit.sha, commit);
  return register(world, commit);
}

function firstOf<T>(
  origins: readonly Origin[],
  find: (origin: Origin) => T | undefined,
): T | undefined {
  for (const origin of origins) {
    const found = find(origin);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
