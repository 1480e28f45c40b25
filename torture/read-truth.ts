import {
  childKinds,
  createGitHubClient,
  type PullRequestSnapshot,
  type TrackedRepository,
} from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import { hydratePullRequests } from "../packages/core/src/hydrate/hydrate-pull-requests.ts";
import { hydrateByRest } from "../packages/core/src/hydrate/rest/hydrate-by-rest.ts";

const kinds = { kinds: childKinds };

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
  const truth: PullRequestSnapshot[] = [];
  for (let index = 0; api === "rest" && index < numbers.length; index += 25) {
    const some = numbers.slice(index, index + 25);
    const { snapshots } = await hydratePullRequests(client, nodeId ?? "", some, kinds);
    truth.push(...snapshots);
  }
  for (const number of api === "graphql" ? numbers : []) {
    truth.push((await hydrateByRest(client, githubId ?? 0, number, kinds)).snapshot);
  }
  return truth;
}
