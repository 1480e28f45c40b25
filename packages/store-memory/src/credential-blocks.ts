import type { RepoStore } from "@ghsync/core";

type CredentialBlocks = Pick<RepoStore, "readCredentialBlock" | "blockCredential">;

/** Until when each credential must not be used. */
export function credentialBlocks(): CredentialBlocks {
  const blocks = new Map<string, number>();
  return {
    async readCredentialBlock(credentialId) {
      const until = blocks.get(credentialId);
      return until === undefined ? undefined : new Date(until);
    },

    async blockCredential(credentialId, until) {
      const blocked = blocks.get(credentialId) ?? Number.NEGATIVE_INFINITY;
      blocks.set(credentialId, Math.max(blocked, until.getTime()));
    },
  };
}
