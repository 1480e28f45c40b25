import type { TokenDecryptor } from "../ports/token-decryptor.ts";

/** A decryptor that can tell its values from others by their form. */
export interface RecognisingDecryptor extends TokenDecryptor {
  /** Whether a stored value has the form of this decryptor's; says nothing of whether it can be decrypted. */
  recognises(encryptedToken: string): boolean;
}
