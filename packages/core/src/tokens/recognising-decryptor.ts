import type { TrackedRepository } from "../ports/repository.ts";
import type { Credential, TokenDecryptor } from "../ports/token-decryptor.ts";

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
