import {
  type ChildKind,
  childKinds,
  type GitHubClient,
  type PullRequestSnapshot,
} from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { resolveIdentity } from "../../src/github/identity.ts";
import type { Hydration } from "../../src/hydrate/batch.ts";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createClientOf } from "./client.ts";

/** The repository that the tests hydrate from. */
export const repository = "acme/api";

export interface HydrationHarness {
  readonly github: FakeGitHub;
  readonly client: GitHubClient;
  readonly target: { readonly githubId: number; readonly nodeId: string };
  /** Opens pull requests and returns their numbers. */
  open(count: number): readonly number[];
  hydrate(numbers: readonly number[], kinds?: readonly ChildKind[]): Promise<Hydration>;
  /** Hydrates one pull request, which must succeed. */
  snapshot(number: number, kinds?: readonly ChildKind[]): Promise<PullRequestSnapshot>;
}

/** Creates a FakeGitHub with an empty repository, a client of it, and an empty ledger. */
export async function createHydrationHarness(): Promise<HydrationHarness> {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: repository, members: ["ada"] });
  const client = await createClientOf(github);
  const { identity } = await resolveIdentity(client, repository);
  github.ledger.clear();
  const hydrate = (numbers: readonly number[], kinds = childKinds) =>
    hydrateNext(client, identity, numbers, { kinds, api: "graphql", size: 100, most: 100 });
  return {
    github,
    client,
    target: identity,
    open: (count) =>
      Array.from({ length: count }, (_, index) =>
        github.truth.openPullRequest({ repository, actor: "ada", title: `Change ${index}` }),
      ),
    hydrate,
    async snapshot(number, kinds) {
      const { snapshots, failures } = await hydrate([number], kinds);
      const [snapshot] = snapshots;
      if (!snapshot) throw new Error(`#${number} was not hydrated: ${JSON.stringify(failures)}`);
      return snapshot;
    },
  };
}
