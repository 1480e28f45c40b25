import type { TokenDecryptor, TrackedRepository } from "@ghsync/core";
import type { Subject } from "../bind-cases.ts";

/**
 * A decryptor under test, and how the host encrypts for it. If an optional part is missing, the cases that need it fail,
 * unless it is declared unsupported.
 */
export interface TokenDecryptorSubject extends Subject {
  /** Returns tokens, not authentication strategies. */
  readonly decryptor: TokenDecryptor;
  /** The value that the host stores for a repository with this token. */
  encrypt(token: string, repository: TrackedRepository): string | Promise<string>;
  /** The same, encrypted with a key that the decryptor does not have. */
  encryptByForeignKey?(token: string, repository: TrackedRepository): string | Promise<string>;
}
