import { createSecretKey } from "node:crypto";
import { GhsyncError } from "../model/ghsync-error.ts";
import type { RecognisingDecryptor } from "./first-match.ts";
import { createCredentialIds, standsInHeader, undecryptable } from "./token-value.ts";

export interface PlaintextDecryptorOptions {
  /** Work in production too. Tokens then lie in the database for everybody who reads it or its backups. @defaultValue false */
  readonly allowInProduction?: boolean | undefined;
  /** Where `NODE_ENV` is looked up. @defaultValue process.env */
  readonly env?: { readonly NODE_ENV?: string | undefined } | undefined;
}

/**
 * Takes the stored value for the token itself. For development and tests only.
 *
 * @throws GhsyncError `config_invalid` where `NODE_ENV` is `production`
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
  // No secret, and none is needed where the token itself is stored.
  const credentialIdOf = createCredentialIds(createSecretKey(Buffer.from("plaintext")));
  return {
    // GitHub's token formats: a prefix, or the forty digits of before 2021.
    recognises: (encryptedToken) => /^(gh[a-z]_|github_pat_|[0-9a-f]{40}$)/.test(encryptedToken),
    async decrypt({ encryptedToken }, { nameToken = credentialIdOf } = {}) {
      if (!encryptedToken) throw undecryptable("No token is stored.");
      if (!standsInHeader(encryptedToken)) throw undecryptable("The stored value is no token.");
      return { token: encryptedToken, credentialId: nameToken(encryptedToken) };
    },
  };
}
