import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

/**
 * Names tokens without giving them away: a hash under a key that is derived from one of the host's.
 *
 * The name is stored (beside ETags and rate limits) and may be logged, so nothing of the token can be read from it. A plain hash would
 * do against guessing, as tokens are random, but GitHub's audit log shows just that of each token; under a key of the host's it can
 * neither be looked up there nor be tried on a list of leaked tokens. It depends on the token alone, not on the stored value: all
 * repositories of one token share one name, as they share one rate limit. 128 bits make two tokens of one name out of the question.
 *
 * @param secret the host's; with another one, every token has another name
 */
export function createCredentialIds(secret: KeyObject): (token: string) => string {
  const derived = hkdfSync("sha256", secret, "", "ghsync credential id", 32);
  const key = createSecretKey(Buffer.from(derived));
  return (token) => {
    const digest = createHmac("sha256", key).update(token).digest();
    return `token:${digest.subarray(0, 16).toString("base64url")}`;
  };
}
