import type { Instant } from "../instant.ts";
import type { Account } from "../truth/account.ts";
import { nodeIdOf, shaOf } from "../truth/identifiers.ts";
import type { PullRequest } from "../truth/pull-request.ts";
import { registerCommit } from "../truth/world.ts";
import { commitSha } from "./commit-sha.ts";
import type { Generation } from "./generation.ts";

/** Merges a pull request in the truth: its commit, and its author among the contributors. */
export function merge(
  { world, repository, troupe }: Generation,
  pull: PullRequest,
  actor: Account,
  at: Instant,
): void {
  const { author, number, title } = pull.issue;
  const serial = world.identifiers.next("commit");
  const who = { name: actor.login, email: `${actor.login}@users.noreply.github.com`, date: at };
  pull.mergedAt = at;
  pull.mergedBy = actor;
  pull.mergeCommit = registerCommit(world, {
    type: "Commit",
    repository,
    sha: commitSha(repository.id, serial),
    nodeId: nodeIdOf("Commit", serial),
    treeSha: shaOf(`tree/${repository.id}/${serial}`),
    message: `Merge pull request #${number} from ${pull.head.owner?.login}/${pull.head.ref}\n\n${title}`,
    author: { ...who, account: actor },
    committer: { name: "GitHub", email: "noreply@github.com", date: at, account: null },
    parents: [pull.base.sha, pull.head.sha],
  });
  if (author !== null) {
    troupe.merged(author, at);
  }
}
