import { randomBytes } from "node:crypto";
import { createAesGcmDecryptor, type TokenDecryptor } from "@ghsync/core";
import type { TokenDecryptorSubject } from "@ghsync/testing/contracts";

/** A decryptor with one bug, and the cases of its group that find it. */
export interface BrokenDecryptor {
  /** What is wrong: "a decryptor that ...". */
  readonly bug: string;
  readonly breaks: (whole: WholeSubject) => Partial<TokenDecryptorSubject>;
  readonly fails: readonly string[];
}

/** A subject that lacks nothing, with the keys that it knows and does not know. */
export type WholeSubject = Required<Omit<TokenDecryptorSubject, "cleanUp">>;

/** An AES-GCM decryptor. @param breaks what is broken about it */
export function createDecryptorSubject(
  breaks: BrokenDecryptor["breaks"] = () => ({}),
): TokenDecryptorSubject {
  const own = createAesGcmDecryptor({ keys: { own: randomBytes(32) }, currentKeyId: "own" });
  const foreign = createAesGcmDecryptor({
    keys: { other: randomBytes(32) },
    currentKeyId: "other",
  });
  const encryptByForeignKey = foreign.encrypt;
  const whole = { decryptor: own, encrypt: own.encrypt, encryptByForeignKey };
  return { ...whole, ...breaks({ ...whole, encryptByForeignKey }) };
}

/** A decryptor that does one thing otherwise. */
export function decryptsBy(decrypt: TokenDecryptor["decrypt"]): Partial<TokenDecryptorSubject> {
  return { decryptor: { decrypt } };
}
