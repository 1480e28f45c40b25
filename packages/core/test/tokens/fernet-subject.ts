import { createCipheriv, createHmac, randomBytes } from "node:crypto";
import { createFernetDecryptor } from "@ghsync/core";
import type { TokenDecryptorSubject } from "@ghsync/testing/contracts";

/** Encrypts by Fernet's specification, as a Python app does. */
export function encryptByFernet(key: Buffer, token: string, { version = 0x80 } = {}): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-128-cbc", key.subarray(16), iv);
  return signByFernet(key, [
    Buffer.of(version, 0, 0, 0, 0, 0x65, 0, 0, 0),
    iv,
    cipher.update(token, "utf8"),
    cipher.final(),
  ]);
}

/** Creates a Fernet token of these parts, with a valid signature. */
export function signByFernet(key: Buffer, parts: readonly Buffer[]): string {
  const signed = Buffer.concat(parts);
  const signature = createHmac("sha256", key.subarray(0, 16)).update(signed).digest();
  return Buffer.concat([signed, signature])
    .toString("base64")
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

/** Two random keys; the older one is still in use. */
export function createFernetSubject() {
  const [newer, older, foreign] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  return {
    decryptor: createFernetDecryptor({ keys: [newer, older.toString("base64url")] }),
    encrypt: (token: string) => encryptByFernet(older, token),
    encryptByForeignKey: (token: string) => encryptByFernet(foreign, token),
  } satisfies TokenDecryptorSubject;
}
