import type { AccountType } from "../account.ts";
import { findPullRequest, findRepository, unknown } from "../find.ts";
import { nodeIdOf } from "../identifiers.ts";
import { keepRepository } from "../keep.ts";
import { fullNameOf, type Repository } from "../records.ts";
import { createSortedList } from "../sorted-list.ts";
import type { Target, VerbCall, VerbTable } from "../verb.ts";
import { register, unregister } from "../world.ts";
import { ensureAccount } from "./accounts.ts";

/** A repository to create. */
export interface CreateRepository {
  /** `owner/name`. */
  readonly fullName: string;
  /** @defaultValue "Organization" for an owner never seen before */
  readonly ownerType?: AccountType;
  /** Logins with write access, which get the association MEMBER or COLLABORATOR. @defaultValue none */
  readonly members?: readonly string[];
  /** @defaultValue null */
  readonly description?: string | null;
  /** @defaultValue false */
  readonly private?: boolean;
  /** @defaultValue "main" */
  readonly defaultBranch?: string;
  /** @defaultValue true */
  readonly hasIssues?: boolean;
  /** @defaultValue true */
  readonly hasPullRequests?: boolean;
}

/** Verbs on repositories. */
export interface RepositoryVerbs {
  /** Creates a repository and returns its id. */
  createRepository(args: CreateRepository): number;
  /** Renames or transfers: the old name redirects until another repository takes it. Returns the id. */
  renameRepository(args: { readonly repository: string; readonly fullName: string }): number;
  /** Deletes: everything in it answers 404. Returns the id. */
  deleteRepository(args: { readonly repository: string }): number;
  /** Deletes the fork a pull request came from: its head repository becomes null. Returns its id. */
  deleteFork(args: Target): number;
}

/** Creates the record of a repository; recordings give the id, the node id and the fork flag. */
export function addRepository(
  call: VerbCall,
  args: CreateRepository & {
    readonly id?: number;
    readonly nodeId?: string;
    readonly fork?: boolean;
  },
): Repository {
  const { world, at } = call;
  const [login, name] = splitFullName(args.fullName);
  if (world.names.has(args.fullName.toLowerCase())) {
    throw new Error(`FakeGitHub has a repository "${args.fullName}" already.`);
  }
  const id = args.id ?? world.identifiers.next("repository");
  world.identifiers.reserve("repository", id);
  const repository: Repository = {
    type: "Repository",
    id,
    nodeId: args.nodeId ?? nodeIdOf("Repository", id),
    owner: ensureAccount(call, login, args.ownerType ?? "Organization"),
    name,
    description: args.description ?? null,
    private: args.private ?? false,
    fork: args.fork ?? false,
    defaultBranch: args.defaultBranch ?? "main",
    createdAt: at,
    updatedAt: at,
    pushedAt: at,
    hasIssues: args.hasIssues ?? true,
    hasPullRequests: args.hasPullRequests ?? true,
    block: null,
    departed: new Map(),
    deleted: false,
    members: new Set((args.members ?? []).map((member) => ensureAccount(call, member))),
    contributors: new Set(),
    labels: new Map(),
    milestones: new Map(),
    byNumber: new Map(),
    issues: createSortedList(),
    pulls: createSortedList(),
    issueComments: createSortedList(),
    reviewComments: createSortedList(),
    issueCounts: { open: 0, closed: 0 },
  };
  world.repositories.set(id, repository);
  world.names.set(args.fullName.toLowerCase(), repository);
  return register(world, repository);
}

/** The fork of this full name, created if need be. */
export function ensureFork(call: VerbCall, fullName: string): Repository {
  return (
    call.world.names.get(fullName.toLowerCase()) ??
    addRepository(call, { fullName, ownerType: "User", fork: true })
  );
}

function splitFullName(fullName: string): [string, string] {
  const [owner, name, ...rest] = fullName.split("/");
  if (!owner || !name || rest.length > 0) {
    throw new Error(`A repository's full name is "owner/name", not "${fullName}".`);
  }
  return [owner, name];
}

function remove({ world }: VerbCall, repository: Repository): number {
  keepRepository(world, repository);
  repository.deleted = true;
  world.names.delete(fullNameOf(repository).toLowerCase());
  world.repositories.delete(repository.id);
  unregister(world, repository);
  return repository.id;
}

export const repositoryVerbs: VerbTable<RepositoryVerbs> = {
  createRepository: (call, args) => addRepository(call, args).id,
  renameRepository(call, args) {
    const { world, at } = call;
    const repository = findRepository(world, args.repository);
    const [login, name] = splitFullName(args.fullName);
    if (world.names.has(args.fullName.toLowerCase())) {
      throw new Error(`FakeGitHub has a repository "${args.fullName}" already.`);
    }
    world.names.delete(args.repository.toLowerCase());
    world.formerNames.set(args.repository.toLowerCase(), repository);
    repository.owner = ensureAccount(call, login, "Organization");
    repository.name = name;
    repository.updatedAt = at;
    world.names.set(args.fullName.toLowerCase(), repository);
    return repository.id;
  },
  deleteRepository: (call, args) => remove(call, findRepository(call.world, args.repository)),
  deleteFork(call, { repository, number }) {
    const { head } = findPullRequest(call.world, repository, number);
    if (head.repository === null || !head.repository.fork || head.repository.deleted) {
      unknown(`a fork behind ${repository}#${number}`);
    }
    return remove(call, head.repository);
  },
};
