import { type ChildKind, childKinds } from "@ghsync/core";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createWorld, type World } from "./world.ts";

/** Returns the GraphQL id of a repository. */
export async function nodeIdOf({ client, githubId }: World): Promise<string> {
  const { data } = await client.get<{ node_id: string }>(`/repositories/${githubId}`);
  return data.node_id;
}

/** Creates a world with one pull request, and a function that hydrates it. */
export async function createHydration() {
  const world = await createWorld();
  const nodeId = await nodeIdOf(world);
  const target = { githubId: world.githubId, nodeId };
  world.github.ledger.clear();
  const hydrate = (numbers: readonly number[], kinds: readonly ChildKind[] = childKinds) =>
    hydrateNext(world.client, target, numbers, { kinds, api: "graphql", size: 100, most: 100 });
  return { ...world, nodeId, truth: world.github.truth, hydrate };
}

/** Calls `make` for 0, 1, 2, ... and returns the results. */
export function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
