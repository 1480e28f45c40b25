import type { TrackedRepository } from "../ports/repository.ts";
import type { Credential, TokenDecryptor } from "../ports/token-decryptor.ts";
import { undecryptable } from "./token-value.ts";

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

/** A decryptor that answers tokens, and can tell its values from others by their form. */
export interface RecognisingDecryptor extends TokenDecryptor {
  /** Whether a stored value has the form of this decryptor's; says nothing of whether it can be decrypted. */
  recognises(encryptedToken: string): boolean;
  /**
   * The `credentialId` of a token: a hash under a key of the host's, which tells nothing of the token. Absent where a decryptor has no
   * such key, or names its credentials in another way.
   */
  credentialIdOf?(token: string): string;
  /** @throws GhsyncError `token_undecryptable`, which shows nothing of the value */
  decrypt(
    repository: Pick<TrackedRepository, "id" | "encryptedToken">,
    options?: {
      readonly signal?: AbortSignal | undefined;
      /**
       * Gives the `credentialId` to a token that would be named by a hash: beside other decryptors, so that the same token has one name.
       * A decryptor that names its credentials in another way leaves it alone. @defaultValue the decryptor's own hash
       */
      readonly nameToken?: ((token: string) => string) | undefined;
    },
  ): Promise<Extract<Credential, { readonly token: string }>>;
}
