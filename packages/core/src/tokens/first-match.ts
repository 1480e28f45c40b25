import type { TrackedRepository } from "../ports/repository.ts";
import type { Credential, TokenDecryptor } from "../ports/token-decryptor.ts";
import { undecryptable } from "./token-value.ts";

/**
 * Creates a decryptor that uses the first of several that recognises the stored value.
 *
 * Use it while you move values from one decryptor to another. If the chosen decryptor fails, the
 * others are not tried. A token has one `credentialId`, whichever decryptor decrypts it: the first
 * one with `credentialIdOf` names it. Put the decryptor that values move to first, so the name
 * stays after the move.
 *
 * @throws GhsyncError `token_undecryptable`, on decryption, if no decryptor recognises the value
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
      if (!chosen) throw undecryptable("No decryptor recognises the format of the stored value.");
      return chosen.decrypt(repository, { signal, nameToken });
    },
  };
}

/** A decryptor of tokens that recognises its values by their format. */
export interface RecognisingDecryptor extends TokenDecryptor {
  /** Returns whether a stored value has this decryptor's format. It may still fail to decrypt. */
  recognises(encryptedToken: string): boolean;
  /**
   * Returns the `credentialId` of a token: a hash under the host's key, which reveals nothing of
   * the token. Absent if the decryptor has no such key, or names its credentials in another way.
   */
  credentialIdOf?(token: string): string;
  /** @throws GhsyncError `token_undecryptable`; the message shows nothing of the value */
  decrypt(
    repository: Pick<TrackedRepository, "id" | "encryptedToken">,
    options?: {
      readonly signal?: AbortSignal | undefined;
      /**
       * Returns the `credentialId` for a token that is otherwise named by a hash. `firstMatch`
       * passes it, so that several decryptors give the same token the same name. A decryptor that
       * names its credentials in another way ignores it.
       * @defaultValue the decryptor's own hash
       */
      readonly nameToken?: ((token: string) => string) | undefined;
    },
  ): Promise<Extract<Credential, { readonly token: string }>>;
}
