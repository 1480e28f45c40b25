import type { RecognisingDecryptor } from "./recognising-decryptor.ts";
import { undecryptable } from "./undecryptable.ts";

/**
 * Lets the first decryptor that recognises a stored value decrypt it, while values are moved from one to another. What it says
 * stands, a failure too: the others are not tried.
 *
 * @throws GhsyncError `token_undecryptable`, on decryption, if nobody recognises the value
 * @example
 * const decryptor = firstMatch([aesGcm, createFernetDecryptor({ keys: [djangoKey] })]);
 */
export function firstMatch(decryptors: readonly RecognisingDecryptor[]): RecognisingDecryptor {
  const choose = (value: string) => decryptors.find((decryptor) => decryptor.recognises(value));
  return {
    recognises: (encryptedToken) => choose(encryptedToken) !== undefined,
    async decrypt(repository, options) {
      const { encryptedToken } = repository;
      if (!encryptedToken) throw undecryptable("No token is stored.");
      const chosen = choose(encryptedToken);
      if (!chosen) throw undecryptable("The stored value is of no form that a decryptor knows.");
      return chosen.decrypt(repository, options);
    },
  };
}
