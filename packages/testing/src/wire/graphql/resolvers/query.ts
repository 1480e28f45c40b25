import type { Repository, TruthNode } from "../../../truth/records.ts";
import { remainingIn } from "../../rate-limit.ts";
import type { GraphqlContext, Resolvers } from "../graphql-context.ts";
import { graphqlFailure, notFound, refusedRepository } from "../graphql-failure.ts";

const MAX_IDS = 100;

function nodeOf({ nodeIds, seen, identity }: GraphqlContext, id: string): unknown {
  const node = nodeIds.find(id);
  const repository = node && repositoryOf(node);
  if (node === undefined || repository?.deleted) {
    return notFound(`node with the global id of '${id}'`);
  }
  if (repository === undefined) {
    return node;
  }
  seen.add(repository);
  return refusedRepository(repository, identity) ?? node;
}

function repositoryOf(node: TruthNode): Repository | undefined {
  if (node.type === "Repository") {
    return node;
  }
  return node.type === "PullRequest" ? node.issue.repository : undefined;
}

/** The entry points. */
export const queryResolvers: Resolvers<undefined> = {
  node: (_source, { id }: { id: string }, context) => nodeOf(context, id),
  nodes: (_source, { ids }: { ids: readonly string[] }, context) => {
    if (ids.length > MAX_IDS) {
      throw graphqlFailure(
        "ARGUMENT_LIMIT",
        `You may not provide more than ${MAX_IDS} node ids; you provided ${ids.length}.`,
      );
    }
    return ids.map((id) => nodeOf(context, id));
  },
  repository: (_source, args: RepositoryArgs, { world, seen, identity }) => {
    const fullName = `${args.owner}/${args.name}`;
    const moved = args.followRenames === false ? undefined : world.formerNames;
    const repository =
      world.names.get(fullName.toLowerCase()) ?? moved?.get(fullName.toLowerCase());
    if (repository === undefined || repository.deleted) {
      return notFound(`Repository with the name '${fullName}'`);
    }
    seen.add(repository);
    return refusedRepository(repository, identity) ?? repository;
  },
  rateLimit: (_source, _args, { cost, window }) => ({
    cost: cost.points,
    nodeCount: cost.nodeCount,
    limit: window.limit,
    remaining: remainingIn(window),
    used: window.used,
    resetAt: new Date(window.resetAt).toISOString().replace(".000", ""),
  }),
  viewer: (_source, _args, { identity }: GraphqlContext) => ({ login: identity.login }),
};

interface RepositoryArgs {
  readonly owner: string;
  readonly name: string;
  readonly followRenames?: boolean;
}
