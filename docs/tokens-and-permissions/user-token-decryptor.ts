import { GhsyncError, type TokenDecryptor } from "@ghsync/core";

/** Returns the newest token of a user. */
type ReadToken = (userId: string) => Promise<{ token: string; expiresAt: Date }>;

/** Uses tokens that another part of your app refreshes. Store the user's id in place of a token. */
export function userTokenDecryptor(readToken: ReadToken): TokenDecryptor {
  return {
    async decrypt({ encryptedToken: userId }) {
      if (userId === null) throw new Error("No user is stored.");
      try {
        return { ...(await readToken(userId)), credentialId: `user:${userId}` };
      } catch (cause) {
        const options = { retryable: true, cause };
        throw new GhsyncError("transient", "The token service does not answer.", options);
      }
    },
  };
}
