import { inspect, isDeepStrictEqual } from "node:util";
import {
  childKinds,
  createGitHubClient,
  type GitHubClient,
  type PullRequestSnapshot,
  type TrackedRepository,
} from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import { hydrateByRest } from "../packages/core/src/hydrate/rest/hydrate-by-rest.ts";

/**
 * What differs between the stored pull requests and the truth, field for field. The truth is read by REST, the way that the runs
 * did not go.
 */
export async function compareWithTruth(
  github: FakeGitHub,
  { githubId }: Pick<TrackedRepository, "githubId">,
  numbers: readonly number[],
  stored: readonly PullRequestSnapshot[],
): Promise<readonly string[]> {
  const client = await createTruthClient(github);
  const storedOf = new Map(stored.map((snapshot) => [snapshot.pullRequest.number, snapshot]));
  const differences: string[] = [];
  for (const number of numbers) {
    const { snapshot } = await hydrateByRest(client, githubId ?? 0, number, { kinds: childKinds });
    const found = storedOf.get(number);
    storedOf.delete(number);
    if (found) differences.push(...differencesOf(number, found, snapshot));
    else differences.push(`#${number} is missing`);
  }
  for (const number of storedOf.keys()) differences.push(`#${number} should not be there`);
  return differences;
}

function differencesOf(
  number: number,
  stored: PullRequestSnapshot,
  truth: PullRequestSnapshot,
): readonly string[] {
  const fields = Object.keys(truth.pullRequest) as (keyof PullRequestSnapshot["pullRequest"])[];
  return [
    ...fields
      // REST does not know them.
      .filter((field) => field !== "linkedIssues")
      .filter((field) => !isDeepStrictEqual(stored.pullRequest[field], truth.pullRequest[field]))
      .map(
        (field) =>
          `#${number} ${field}: stored ${show(stored.pullRequest[field])}, true ${show(truth.pullRequest[field])}`,
      ),
    ...childKinds
      .filter(
        (kind) => !isDeepStrictEqual(sorted(stored.children[kind]), sorted(truth.children[kind])),
      )
      .map((kind) => `#${number} ${kind} differ`),
  ];
}

// Stores keep rows by key, in no order.
function sorted(rows: readonly object[] | undefined): readonly object[] | undefined {
  return rows?.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf(row: { readonly id?: number; readonly sha?: string; readonly path?: string }) {
  return String(row.id ?? row.sha ?? row.path);
}

function show(value: unknown): string {
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY }).slice(0, 80);
}

function createTruthClient(github: FakeGitHub): Promise<GitHubClient> {
  const repository = {
    id: "truth",
    tenantId: null,
    fullName: "truth/truth",
    githubId: null,
    nodeId: null,
    active: true,
    encryptedToken: null,
  };
  const decrypt = async () => ({ credentialId: "truth", token: "truth" });
  return createGitHubClient(
    repository,
    { decrypt },
    { fetch: github.fetch, now: github.clock.now },
  );
}
