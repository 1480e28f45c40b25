import { toInstant } from "../instant.ts";
import type { Repository } from "../truth/records.ts";
import { addRepository } from "../truth/verbs/repositories.ts";
import { repositoryView } from "../wire/rest/views/repository-view.ts";
import { loadUser } from "./load-accounts.ts";
import type { Loading } from "./loading.ts";
import type { RecordedRepository } from "./recording.ts";

/** A repository as a pull request embeds it, brought into the world at its first mention. */
export function loadRepository(loading: Loading, recorded: RecordedRepository): Repository {
  const { world } = loading;
  const known = world.repositories.get(recorded.id);
  if (known !== undefined) {
    return known;
  }
  loadUser(loading, recorded.owner);
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
  loading.keep(repositoryView, repository, recorded);
  return repository;
}
