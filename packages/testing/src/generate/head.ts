import { shaOf } from "../truth/identifiers.ts";
import type { PullRequest } from "../truth/records.ts";
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

/** The commit that tries out the merge of a pull request's head. */
export function testMergeSha({ base, head }: PullRequest): string {
  return shaOf(`merge/${base.sha}/${head.sha}`);
}
