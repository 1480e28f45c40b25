import type { Credential, GitHubClient, TrackedRepository } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import { openGitHubClient, type RunClientOptions } from "../../src/github/create-client.ts";

/** A tracked repository that was never synced. */
export const tracked: TrackedRepository = {
  id: "1",
  tenantId: null,
  fullName: "o/r",
  githubId: null,
  nodeId: null,
  active: true,
  encryptedToken: null,
};

let clients = 0;

/** A client with a credential of its own, that never waits between tries and draws no lots. */
export function createClient(
  options: RunClientOptions = {},
  credential: Partial<Credential> = {},
): Promise<GitHubClient> {
  clients += 1;
  const own = { credentialId: `credential:${clients}`, token: "secret-token", ...credential };
  return openGitHubClient(
    tracked,
    { decrypt: async () => own as Credential },
    { sleep: async () => undefined, random: () => 0, ...options },
  );
}

/** A client of a FakeGitHub, by its clock. */
export function createClientOf(
  github: Pick<FakeGitHub, "clock" | "fetch">,
  options: RunClientOptions = {},
): Promise<GitHubClient> {
  return createClient({ fetch: github.fetch, now: () => github.clock.now(), ...options });
}

/** Everything that an iterable yields. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** What a promise rejects with; fails if it doesn't. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`Expected a rejection, got ${JSON.stringify(answer)}.`);
}
