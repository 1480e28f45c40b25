import { toInstant } from "../instant.ts";
import { nodeIdOf, shaOf } from "../truth/identifiers.ts";
import type { Commit, GitActor, PullRequest } from "../truth/records.ts";
import type { CommitInput, GitActorInput } from "../truth/verbs/commits.ts";
import type { GeneratedAccounts } from "./accounts.ts";
import { commits } from "./change-set.ts";
import { type Generation, indexOf } from "./generation.ts";
import { baseSha, shaAt } from "./head.ts";
import type { Timeline } from "./timeline.ts";

/** Makes the commits of a pull request: those it was opened with, and those of each push. */
export function makeCommits(
  generation: Generation,
  pull: PullRequest,
  timeline: Timeline,
): Commit[] {
  const { plan, repository, spans, accounts } = generation;
  const index = indexOf(pull);
  const random = plan.random(index, "commits");
  const inputs = pushesOf(timeline).flatMap(({ count, atMs }) =>
    commits(random, count, timeline.author, new Date(atMs)),
  );
  let parent = baseSha(generation, pull);
  return inputs.map((input, turn): Commit => {
    const serial = spans.first("commit", index) + turn;
    const parents = [parent];
    parent = shaAt(generation, pull, turn);
    return {
      type: "Commit",
      repository,
      sha: parent,
      nodeId: nodeIdOf("Commit", serial),
      treeSha: shaOf(`tree/${repository.id}/${serial}`),
      message: input.message,
      ...signatures(accounts, input),
      parents,
    };
  });
}

/** How many commits came when; the opening is the first push. */
export function pushesOf({ change, openedMs, events }: Timeline) {
  const later = events.flatMap((event) =>
    event.verb === "pushCommits" ? [{ count: event.commits, atMs: event.atMs }] : [],
  );
  return [{ count: change?.commits ?? 0, atMs: openedMs }, ...later];
}

function signatures(
  accounts: GeneratedAccounts,
  { author, committer }: CommitInput,
): Pick<Commit, "author" | "committer"> {
  const written = gitActor(accounts, author);
  return { author: written, committer: committer ? gitActor(accounts, committer) : written };
}

function gitActor(
  accounts: GeneratedAccounts,
  { login, name, email, date }: GitActorInput = {},
): GitActor {
  const shown = name ?? login ?? "unknown";
  return {
    name: shown,
    email: email ?? `${shown}@users.noreply.github.com`,
    date: toInstant(new Date(date ?? 0)),
    account: login == null ? null : accounts.account(login),
  };
}
