import { type ChildKind, childKinds } from "@ghsync/core";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createWorld, type World } from "./world.ts";

/** The GraphQL id of a repository at GitHub. */
export async function nodeIdOf({ client, githubId }: World): Promise<string> {
  const { data } = await client.get<{ node_id: string }>(`/repositories/${githubId}`);
  return data.node_id;
}

/** A world with one pull request, and how to hydrate what is in it. */
export async function createHydration() {
  const world = await createWorld();
  const nodeId = await nodeIdOf(world);
  const target = { githubId: world.githubId, nodeId };
  world.github.ledger.clear();
  const hydrate = (numbers: readonly number[], kinds: readonly ChildKind[] = childKinds) =>
    hydrateNext(world.client, target, numbers, { kinds, api: "graphql", size: 100, most: 100 });
  return { ...world, nodeId, truth: world.github.truth, hydrate };
}

/** Calls `make` for 0, 1, 2, ... and answers what it gave. */
export function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
