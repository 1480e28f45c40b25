import { toInstant } from "../instant.ts";
import type { Repository } from "../truth/repository.ts";
import { addRepository } from "../truth/verbs/repositories.ts";
import type { World } from "../truth/world.ts";
import { loadUser } from "./load-accounts.ts";
import type { RecordedRepository } from "./recording.ts";

/** A repository as a pull request embeds it, brought into the world at its first mention. */
export function loadRepository(world: World, recorded: RecordedRepository): Repository {
  const known = world.repositories.get(recorded.id);
  if (known !== undefined) {
    return known;
  }
  loadUser(world, recorded.owner);
  const at = recorded.created_at ?? toInstant(new Date(0));
  const repository = addRepository(
    { world, at, touch: () => undefined },
    {
      fullName: recorded.full_name,
      id: recorded.id,
      nodeId: recorded.node_id,
      description: recorded.description ?? null,
      fork: recorded.fork ?? false,
      private: recorded.private ?? false,
      defaultBranch: recorded.default_branch ?? "main",
    },
  );
  repository.updatedAt = recorded.updated_at ?? at;
  repository.pushedAt = recorded.pushed_at ?? at;
  return repository;
}
