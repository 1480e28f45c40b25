import type { RecognisingDecryptor } from "./recognising-decryptor.ts";
import { undecryptable } from "./undecryptable.ts";

/**
 * Lets the first decryptor that recognises a stored value decrypt it, while values are moved from one to another. What it says
 * stands, a failure too: the others are not tried. A token has one `credentialId` whichever of them decrypts it, by the key of the first
 * that has one (`credentialIdOf`): put the one first that values are moved to, and the name outlasts the move.
 *
 * @throws GhsyncError `token_undecryptable`, on decryption, if nobody recognises the value
 * @example
 * const decryptor = firstMatch([aesGcm, createFernetDecryptor({ keys: [djangoKey] })]);
 */
export function firstMatch(decryptors: readonly RecognisingDecryptor[]): RecognisingDecryptor {
  const choose = (value: string) => decryptors.find((decryptor) => decryptor.recognises(value));
  const naming = decryptors.find(({ credentialIdOf }) => credentialIdOf);
  const credentialIdOf = naming && ((token: string) => naming.credentialIdOf?.(token) ?? "");
  return {
    recognises: (encryptedToken) => choose(encryptedToken) !== undefined,
    ...(credentialIdOf && { credentialIdOf }),
    async decrypt(repository, { signal, nameToken = credentialIdOf } = {}) {
      const { encryptedToken } = repository;
      if (!encryptedToken) throw undecryptable("No token is stored.");
      const chosen = choose(encryptedToken);
      if (!chosen) throw undecryptable("The stored value is of no form that a decryptor knows.");
      return chosen.decrypt(repository, { signal, nameToken });
    },
  };
}
