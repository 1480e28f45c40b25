import { toInstant } from "../instant.ts";
import type { Commit, GitActor } from "../truth/commit.ts";
import { nodeIdOf, shaOf } from "../truth/identifiers.ts";
import type { PullRequest } from "../truth/pull-request.ts";
import type { CommitInput, GitActorInput } from "../truth/verbs/commits.ts";
import { commits } from "./change-set.ts";
import { type Generation, indexOf } from "./generation.ts";
import { baseSha, shaAt } from "./head.ts";
import type { Story } from "./story.ts";
import type { Troupe } from "./troupe.ts";

/** Makes the commits of a pull request: those it was opened with, and those of each push. */
export function makeCommits(generation: Generation, pull: PullRequest, story: Story): Commit[] {
  const { plot, repository, spans, troupe } = generation;
  const index = indexOf(pull);
  const random = plot.random(index, "commits");
  const inputs = pushesOf(story).flatMap(({ count, atMs }) =>
    commits(random, count, story.author, new Date(atMs)),
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
      ...signatures(troupe, input),
      parents,
    };
  });
}

/** How many commits came when; the opening is the first push. */
export function pushesOf({ change, openedMs, happenings }: Story) {
  const later = happenings.flatMap((happening) =>
    happening.verb === "pushCommits" ? [{ count: happening.commits, atMs: happening.atMs }] : [],
  );
  return [{ count: change?.commits ?? 0, atMs: openedMs }, ...later];
}

function signatures(
  troupe: Troupe,
  { author, committer }: CommitInput,
): Pick<Commit, "author" | "committer"> {
  const written = gitActor(troupe, author);
  return { author: written, committer: committer ? gitActor(troupe, committer) : written };
}

function gitActor(troupe: Troupe, { login, name, email, date }: GitActorInput = {}): GitActor {
  const shown = name ?? login ?? "unknown";
  return {
    name: shown,
    email: email ?? `${shown}@users.noreply.github.com`,
    date: toInstant(new Date(date ?? 0)),
    account: login == null ? null : troupe.account(login),
  };
}
