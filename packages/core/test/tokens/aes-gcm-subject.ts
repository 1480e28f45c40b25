import { randomBytes } from "node:crypto";
import { createAesGcmDecryptor } from "@ghsync/core";
import type { TokenDecryptorSubject } from "@ghsync/testing/contracts";

/** A keyring of random keys, and another one with unknown keys. */
export function createAesGcmSubject() {
  const keys = { k1: randomBytes(32), k2: randomBytes(32).toString("base64") };
  const decryptor = createAesGcmDecryptor({ keys, currentKeyId: "k2" });
  const foreign = createAesGcmDecryptor({ keys: { k3: randomBytes(32) }, currentKeyId: "k3" });
  return {
    decryptor,
    encrypt: decryptor.encrypt,
    encryptByForeignKey: foreign.encrypt,
  } satisfies TokenDecryptorSubject;
}
