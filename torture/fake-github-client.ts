import type { SyncOptions, TokenDecryptor } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";

/** Returns the same credential for every repository. FakeGitHub accepts any token by default. */
export const anyTokenDecryptor: TokenDecryptor = {
  decrypt: async () => ({ credentialId: "me", token: "any-token" }),
};

/** Client options of a sync that reads FakeGitHub by its clock: waiting moves the clock. */
export function fakeGitHubClient({ fetch, clock }: Pick<FakeGitHub, "fetch" | "clock">) {
  return {
    fetch,
    now: clock.now,
    sleep: async (ms: number) => clock.advance(ms),
  } satisfies SyncOptions["github"];
}
