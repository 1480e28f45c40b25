import { shaOf } from "../truth/identifiers.ts";
import type { PullRequest } from "../truth/pull-request.ts";
import { commitSha } from "./commit-sha.ts";
import { type Generation, indexOf } from "./generation.ts";

/** The sha of a pull request's commit by its turn, from 0. */
export function shaAt({ repository, spans }: Generation, pull: PullRequest, turn: number): string {
  return commitSha(repository.id, spans.first("commit", indexOf(pull)) + turn);
}

/** The sha of the base that a pull request was opened against. */
export function baseSha({ repository }: Generation, pull: PullRequest): string {
  return shaOf(`${repository.id}/${repository.defaultBranch}/${pull.issue.number}`);
}

/** Puts the head on the last of so many commits, with a new commit that tries the merge out. */
export function placeHead(generation: Generation, pull: PullRequest, commits: number): void {
  pull.head.sha = shaAt(generation, pull, commits - 1);
  pull.testMergeSha = shaOf(`merge/${baseSha(generation, pull)}/${pull.head.sha}`);
}
