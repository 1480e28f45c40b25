import type { TokenDecryptor, TrackedRepository } from "@ghsync/core";
import type { Subject } from "../bind-cases.ts";

/**
 * A decryptor under test, with the host's way to encrypt for it. An optional part that is missing makes the cases that need it fail,
 * unless it is declared unsupported.
 */
export interface TokenDecryptorSubject extends Subject {
  /** Returns tokens, not authentication strategies. */
  readonly decryptor: TokenDecryptor;
  /** The value that the host stores for a repository with this token. */
  encrypt(token: string, repository: TrackedRepository): string | Promise<string>;
  /** The same by a key that the decryptor doesn't have. */
  encryptByForeignKey?(token: string, repository: TrackedRepository): string | Promise<string>;
}
