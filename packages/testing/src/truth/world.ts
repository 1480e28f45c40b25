import type { Account, Team } from "./account.ts";
import { createHistory, type History } from "./history.ts";
import { createIdentifiers, type Identifiers } from "./identifiers.ts";
import type { Commit, PullRequest, Repository, TruthNode } from "./records.ts";

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

/** Records by a key of theirs. */
export interface RecordIndex<T> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  set(key: string, record: T): void;
  delete(key: string): void;
}

/** Creates an index that asks elsewhere for what it was never given. */
export function createRecordIndex<T>(elsewhere: (key: string) => T | undefined): RecordIndex<T> {
  const records = new Map<string, T>();
  const get = (key: string) => records.get(key) ?? elsewhere(key);
  return {
    get,
    has: (key) => get(key) !== undefined,
    set: (key, record) => void records.set(key, record),
    delete: (key) => void records.delete(key),
  };
}

/**
 * Where records come from that are made only when they are read. Until a verb wants to change
 * a pull request, what hangs below it may be made, forgotten and made again, always the same.
 */
export interface Origin {
  /** Makes what hangs below a pull request for good, as verbs would have, so that it can be changed. */
  settle(pull: PullRequest): void;
  /** The record of this node id, if it comes from here and still exists. */
  node(nodeId: string): TruthNode | undefined;
  /** The commit of this sha, if it comes from here. */
  commit(sha: string): Commit | undefined;
}
