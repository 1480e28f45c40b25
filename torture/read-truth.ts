import {
  childKinds,
  createGitHubClient,
  type PullRequestSnapshot,
  type TrackedRepository,
} from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import { hydrateNext } from "../packages/core/src/hydrate/hydrate-next.ts";

/** These pull requests as they are now, read the way that the runs did not go. */
export async function readTruth(
  github: FakeGitHub,
  { githubId, nodeId, ...repository }: TrackedRepository,
  numbers: readonly number[],
  api: "graphql" | "rest",
): Promise<readonly PullRequestSnapshot[]> {
  const client = await createGitHubClient(
    { ...repository, githubId, nodeId },
    { decrypt: async () => ({ credentialId: "truth", token: "truth" }) },
    { fetch: github.fetch, now: github.clock.now },
  );
  const target = { githubId: githubId ?? 0, nodeId: nodeId ?? "" };
  const other = api === "rest" ? "graphql" : "rest";
  const options = { kinds: childKinds, api: other, size: 25, most: 25 } as const;
  const truth: PullRequestSnapshot[] = [];
  let left = numbers;
  while (left.length > 0) {
    const { snapshots, failures } = await hydrateNext(client, target, left, options);
    truth.push(...snapshots);
    left = left.slice(snapshots.length + failures.length);
  }
  return truth;
}
