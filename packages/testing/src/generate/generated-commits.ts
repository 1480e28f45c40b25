import { toInstant } from "../instant.ts";
import { nodeIdOf, shaOf } from "../truth/identifiers.ts";
import type { Commit, GitActor, PullRequest } from "../truth/records.ts";
import type { CommitInput, GitActorInput } from "../truth/verbs/commits.ts";
import type { GeneratedAccounts } from "./accounts.ts";
import { commits } from "./change-set.ts";
import { type Generation, indexOf } from "./generation.ts";
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

/** The sha of a pull request's commit by its turn, from 0. */
export function shaAt({ repository, spans }: Generation, pull: PullRequest, turn: number): string {
  return commitSha(repository.id, spans.first("commit", indexOf(pull)) + turn);
}

/** The sha of the base that a pull request was opened against. */
export function baseSha({ repository }: Generation, pull: PullRequest): string {
  return shaOf(`${repository.id}/${repository.defaultBranch}/${pull.issue.number}`);
}

/** The commit that tries out the merge of a pull request's head. */
export function testMergeSha({ base, head }: PullRequest): string {
  return shaOf(`merge/${base.sha}/${head.sha}`);
}

const PREFIX_LENGTH = 32;

/** A commit's sha that looks like any other, and from which its serial can be read. */
export function commitSha(repositoryId: number, serial: number): string {
  const prefix = shaOf(`commit/${repositoryId}/${serial}`).slice(0, PREFIX_LENGTH);
  return prefix + ((serial ^ maskOf(prefix)) >>> 0).toString(16).padStart(8, "0");
}

/** The serial of a commit with this sha, if the sha was made for this repository. */
export function serialOf(repositoryId: number, sha: string): number | undefined {
  const serial = (Number.parseInt(sha.slice(PREFIX_LENGTH), 16) ^ maskOf(sha)) >>> 0;
  return commitSha(repositoryId, serial) === sha ? serial : undefined;
}

function maskOf(hex: string): number {
  return Number.parseInt(hex.slice(0, 8), 16);
}

/** Makes the commit by which a pull request was merged, if it was. */
export function makeMergeCommit(
  { repository, spans }: Generation,
  { issue, head, base, mergedAt, mergedBy }: PullRequest,
): Commit | null {
  if (mergedAt === null || mergedBy === null) {
    return null;
  }
  const serial = spans.first("mergeCommit", indexOf(issue));
  const { login } = mergedBy;
  return {
    type: "Commit",
    repository,
    sha: commitSha(repository.id, serial),
    nodeId: nodeIdOf("Commit", serial),
    treeSha: shaOf(`tree/${repository.id}/${serial}`),
    message: `Merge pull request #${issue.number} from ${head.owner?.login}/${head.ref}\n\n${issue.title}`,
    author: {
      name: login,
      email: `${login}@users.noreply.github.com`,
      date: mergedAt,
      account: mergedBy,
    },
    committer: { name: "GitHub", email: "noreply@github.com", date: mergedAt, account: null },
    parents: [base.sha, head.sha],
  };
}
