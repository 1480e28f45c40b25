import type { Credential, GitHubClient, TrackedRepository } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import { createRunClient, type RunClientOptions } from "../../src/github/create-client.ts";

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

/**
 * Creates a client with its own credential that never waits between tries and uses no randomness.
 */
export function createClient(
  options: RunClientOptions = {},
  credential: Partial<Credential> = {},
): Promise<GitHubClient> {
  clients += 1;
  const own = { credentialId: `credential:${clients}`, token: "secret-token", ...credential };
  return createRunClient(
    tracked,
    { decrypt: async () => own as Credential },
    { sleep: async () => undefined, random: () => 0, ...options },
  );
}

/** Creates a client of a FakeGitHub, with its clock. */
export function createClientOf(
  github: Pick<FakeGitHub, "clock" | "fetch">,
  options: RunClientOptions = {},
): Promise<GitHubClient> {
  return createClient({ fetch: github.fetch, now: () => github.clock.now(), ...options });
}

/** Returns everything that an iterable yields. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Returns what a promise rejects with; fails if it resolves. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`Expected a rejection, got ${JSON.stringify(value)}.`);
}
