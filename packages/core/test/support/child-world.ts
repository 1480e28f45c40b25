import { childKinds } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { expect } from "vitest";
import { resolveIdentity } from "../../src/github/identity.ts";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { alteredFetch } from "./altered-fetch.ts";
import { createClientOf } from "./client.ts";

/** The repository that the tests read from. */
export const repository = "acme/api";
/** Its pull request. */
export const target = { repository, number: 1 } as const;

/** Creates pull request 1 with two rows of each kind. `alter` changes the responses. */
export async function createChildWorld(
  alter: (body: unknown, path: string) => unknown = (body) => body,
) {
  const github = createFakeGitHub();
  const { truth } = github;
  truth.createRepository({ fullName: repository });
  const opening = { repository, actor: "ada", title: "Door" };
  truth.openPullRequest({ ...opening, commits: [{ message: "One" }, { message: "Two" }] });
  truth.pushCommits({ ...target, commits: [], files: [{ path: "a.ts" }] });
  for (const body of ["One", "Two"]) {
    truth.comment({ ...target, actor: "bob", body });
    truth.submitReview({ ...target, actor: "bob", body, comments: [{ path: "a.ts", body }] });
  }
  const client = await createClientOf({ ...github, fetch: alteredFetch(github.fetch, alter) });
  const { identity } = await resolveIdentity(client, repository);
  github.ledger.clear();
  async function read(api: "graphql" | "rest") {
    const options = { kinds: childKinds, api, size: 25, most: 25 };
    const { snapshots, failures } = await hydrateNext(client, identity, [1], options);
    expect(failures).toEqual([]);
    const [snapshot] = snapshots;
    if (!snapshot) throw new Error("#1 was not read.");
    return snapshot;
  }
  return { github, read, requests: () => github.ledger.summary().requests };
}
