import { createDecipheriv, createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { GhsyncError } from "../model/ghsync-error.ts";
import type { RecognisingDecryptor } from "./first-match.ts";
import {
  createCredentialIds,
  decodeKey,
  fromBase64Url,
  type SecretKey,
  undecryptable,
} from "./token-value.ts";

export interface FernetDecryptorOptions {
  /**
   * Fernet keys: 32 bytes each, in base64. A value may use any of them, as with Python's
   * `MultiFernet`. A key may come directly from the environment: `undefined` is refused.
   */
  readonly keys: readonly (SecretKey | undefined)[];
}

/**
 * Creates a decryptor for values that a Python app encrypted with Fernet, such as a Django app's
 * columns.
 *
 * The age of a value does not matter. A Fernet value is not bound to a repository: encrypt it again
 * with `createAesGcmDecryptor` when you can, and read both with `firstMatch` until then.
 * Specification: https://github.com/fernet/spec.
 *
 * @throws GhsyncError `config_invalid` without a key, or for one that is not 32 bytes; the message
 * shows no key
 * @example
 * const decryptor = createFernetDecryptor({ keys: [process.env.FERNET_KEY] });
 */
export function createFernetDecryptor({ keys }: FernetDecryptorOptions): RecognisingDecryptor {
  const decoded = keys.map((key, index) => decodeKey(`keys[${index}]`, key));
  const [first] = decoded;
  if (!first) throw new GhsyncError("config_invalid", "keys must hold at least one key.");
  const credentialIdOf = createCredentialIds(first);
  return {
    // The first byte is the version, 0x80. The next ones are 0 until the year 2106.
    recognises: (encryptedToken) => encryptedToken.startsWith("gAAAAA"),
    credentialIdOf,
    async decrypt({ encryptedToken }, { nameToken = credentialIdOf } = {}) {
      if (!encryptedToken) throw undecryptable("No token is stored.");
      const bytes = fromBase64Url(encryptedToken.replace(/={1,2}$/, ""));
      if (!bytes || bytes.length < shortest || bytes[0] !== 0x80) {
        throw undecryptable("The stored value is not a Fernet token.");
      }
      const key = decoded.find((candidate) => isSignedBy(candidate, bytes));
      if (!key) {
        throw undecryptable(
          "The stored value was encrypted with a key that is not in keys, or it was changed later.",
        );
      }
      const token = open(key, bytes);
      return { token, credentialId: nameToken(token) };
    },
  };
}

// Version, time stamp, IV, one block, HMAC.
const shortest = 1 + 8 + 16 + 16 + 32;

function isSignedBy(key: KeyObject, bytes: Buffer): boolean {
  const signingKey = key.export().subarray(0, 16);
  const signature = createHmac("sha256", signingKey).update(bytes.subarray(0, -32)).digest();
  return timingSafeEqual(signature, bytes.subarray(-32));
}

function open(key: KeyObject, bytes: Buffer): string {
  const opening = createDecipheriv("aes-128-cbc", key.export().subarray(16), bytes.subarray(9, 25));
  try {
    const opened = opening.update(bytes.subarray(25, -32));
    return Buffer.concat([opened, opening.final()]).toString("utf8");
  } catch {
    throw undecryptable(
      "The stored value is not a Fernet token: its length or its padding is wrong.",
    );
  }
}
