import type { TrackedRepository } from "../ports/repository.ts";
import type { Credential, TokenDecryptor } from "../ports/token-decryptor.ts";

/** A decryptor that answers tokens, and can tell its values from others by their form. */
export interface RecognisingDecryptor extends TokenDecryptor {
  /** Whether a stored value has the form of this decryptor's; says nothing of whether it can be decrypted. */
  recognises(encryptedToken: string): boolean;
  /** @throws GhsyncError `token_undecryptable`, which shows nothing of the value */
  decrypt(
    repository: Pick<TrackedRepository, "id" | "encryptedToken">,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<Extract<Credential, { readonly token: string }>>;
}
