import { createSync } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { anyTokenDecryptor } from "../torture/fake-github-client.ts";
import { fullName, happen, startWorld, sweepWorld, type WorldName } from "./sweep-world.ts";
import { queryOf } from "./target-query.ts";

/** GraphQL operations that a sync needs answers of. */
export const operations = ["Hydrate", "HydrateMore", "ListHistory"] as const;
export type Operation = (typeof operations)[number];

/** The texts that a first sync of a world, where nothing fails, sends of an operation. */
export async function askedQueries(
  world: WorldName,
  operation: Operation,
): Promise<readonly string[]> {
  const built = await sweepWorld(world);
  const github = startWorld(built);
  happen(github, built.change);
  const queries = new Set<string>();
  github.onRequest((request) => {
    if (request.operation === operation) queries.add(queryOf(request));
  });
  const store = createMemoryStore();
  const { id } = await store.trackRepository({ fullName });
  const sync = createSync({
    store,
    decryptor: anyTokenDecryptor,
    github: { fetch: github.fetch, now: github.clock.now },
  });
  await sync.syncRepository(id);
  if (queries.size === 0) throw new Error(`A sync of ${world} does not ask ${operation}.`);
  return [...queries];
}
