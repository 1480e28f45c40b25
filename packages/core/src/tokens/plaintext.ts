import { createSecretKey } from "node:crypto";
import { GhsyncError } from "../model/ghsync-error.ts";
import type { RecognisingDecryptor } from "./first-match.ts";
import { createCredentialIds, isHeaderSafe, undecryptable } from "./token-value.ts";

export interface PlaintextDecryptorOptions {
  /**
   * Allows use in production. Everyone who can read the database or its backups can then read the
   * tokens.
   * @defaultValue false
   */
  readonly allowInProduction?: boolean | undefined;
  /** The environment with `NODE_ENV`. @defaultValue process.env */
  readonly env?: { readonly NODE_ENV?: string | undefined } | undefined;
}

/**
 * Creates a decryptor that uses the stored value as the token. For development and tests only.
 *
 * @throws GhsyncError `config_invalid` if `NODE_ENV` is `production`
 * @example
 * const decryptor = createPlaintextDecryptor();
 */
export function createPlaintextDecryptor({
  allowInProduction = false,
  env = process.env,
}: PlaintextDecryptorOptions = {}): RecognisingDecryptor {
  if (env.NODE_ENV === "production" && !allowInProduction) {
    throw new GhsyncError(
      "config_invalid",
      "The plaintext decryptor is not for production: use createAesGcmDecryptor, or set allowInProduction to store tokens in clear text.",
    );
  }
  // The hash needs no secret key here: the token itself is stored.
  const credentialIdOf = createCredentialIds(createSecretKey(Buffer.from("plaintext")));
  return {
    // GitHub's token formats: a prefix, or the 40 hexadecimal digits from before 2021.
    recognises: (encryptedToken) => /^(gh[a-z]_|github_pat_|[0-9a-f]{40}$)/.test(encryptedToken),
    async decrypt({ encryptedToken }, { nameToken = credentialIdOf } = {}) {
      if (!encryptedToken) throw undecryptable("No token is stored.");
      if (!isHeaderSafe(encryptedToken)) throw undecryptable("The stored value is not a token.");
      return { token: encryptedToken, credentialId: nameToken(encryptedToken) };
    },
  };
}
