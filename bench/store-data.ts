import { createSync, type PullRequestSnapshot } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { anyTokenDecryptor, fakeGitHubClient } from "../torture/fake-github-client.ts";

const fullName = "octo-org/rocket";

/** The snapshots of a repository as a sync reads them: mostly small pull requests and a few huge ones. */
export async function readSnapshots(pullRequests: number): Promise<readonly PullRequestSnapshot[]> {
  const github = createFakeGitHub({ limits: { core: 1e9, graphql: 1e9 } });
  generateRepository(github, { fullName, pullRequests, seed: 1 });
  const store = createMemoryStore();
  const sync = createSync({
    store,
    decryptor: anyTokenDecryptor,
    github: fakeGitHubClient(github),
  });
  const { id } = await sync.trackRepository({ fullName });
  const { status } = await sync.syncRepository(id);
  if (status !== "complete") throw new Error(`The sync is ${status}.`);
  return store.pullRequests(id).map(({ snapshot }) => snapshot);
}
