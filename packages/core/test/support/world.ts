import type { GitHubClient, StreamCheckpoint } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub, type FakeGitHubOptions } from "@ghsync/testing";
import type { ChangePage, ChangeStream } from "../../src/changes/change-stream.ts";
import { collect, createClientOf } from "./client.ts";

export const overlapMs = 600_000;

/** A fake GitHub with the repository `o/r`, and a client of it. */
export interface World {
  readonly github: FakeGitHub;
  readonly client: GitHubClient;
  readonly githubId: number;
  /** Opens pull requests, `apartMs` after one another, and returns their numbers. */
  open(count: number, apartMs: number): number[];
  /** Returns the paths requested since the last call. */
  asked(): string[];
  /** Reads one pass of a stream. */
  pass(stream: ChangeStream, checkpoint: StreamCheckpoint): Promise<ChangePage[]>;
}

export async function createWorld(options: FakeGitHubOptions = {}): Promise<World> {
  const github = createFakeGitHub(options);
  const repository = "o/r";
  const githubId = github.truth.createRepository({ fullName: repository });
  const client = await createClientOf(github);
  return {
    github,
    client,
    githubId,
    open: (count, apartMs) =>
      Array.from({ length: count }, (_, index) => {
        if (index > 0) github.clock.advance(apartMs);
        return github.truth.openPullRequest({ repository, actor: "ada", title: "Door" });
      }),
    asked() {
      const paths = github.ledger.entries.map(({ path }) => path);
      github.ledger.clear();
      return paths;
    },
    pass: (stream, checkpoint) =>
      collect(stream.read(client, { githubId }, checkpoint, { overlapMs })),
  };
}

/** Returns the distinct numbers in the pages, in ascending order. */
export function numbersOf(pages: readonly ChangePage[]): number[] {
  const numbers = pages.flatMap(({ changes }) => changes.map(({ number }) => number));
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** Returns the checkpoint at the end of a pass; fails if the pass did not reach its end. */
export function checkpointOf(pages: readonly ChangePage[]): StreamCheckpoint {
  const last = pages.at(-1);
  if (!last?.done) throw new Error("The pass is incomplete.");
  return last.checkpoint;
}
