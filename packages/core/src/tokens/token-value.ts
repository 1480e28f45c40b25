import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { GhsyncError } from "../model/ghsync-error.ts";

/**
 * 32 random bytes, as bytes or in base64 (also base64url): the output of `openssl rand -base64 32`.
 */
export type SecretKey = Uint8Array | string;

const keyBytes = 32;

/**
 * Decodes a key into a `KeyObject`: a copy that does not show the key when it is printed.
 *
 * @param option the key's name for the error, which never shows the key
 * @throws GhsyncError `config_invalid` unless the key is 32 bytes
 */
export function decodeKey(option: string, key: SecretKey | undefined): KeyObject {
  const bytes = typeof key === "string" ? fromBase64(key) : key;
  if (bytes instanceof Uint8Array && bytes.length === keyBytes) return createSecretKey(bytes);
  throw new GhsyncError(
    "config_invalid",
    `${option} must be ${keyBytes} bytes, as a Uint8Array or in base64, such as "openssl rand -base64 32" prints.`,
  );
}

// Buffer skips characters that are not base64, and a key without them would be another key.
function fromBase64(text: string): Uint8Array | undefined {
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, "base64") : undefined;
}

/**
 * Creates a function that names tokens by a keyed hash. The key is derived from the host's key.
 *
 * The name is stored (with ETags and rate limits) and may be logged, so it must reveal nothing.
 * GitHub's audit log shows a plain hash of each token. A keyed hash cannot be looked up there, and
 * leaked tokens cannot be tested against it. The name depends on the token only, not on the stored
 * value: all repositories with one token share one name, because they share one rate limit. 128
 * bits make a collision practically impossible.
 *
 * @param secret the host's key; with another key, every token gets another name
 */
export function createCredentialIds(secret: KeyObject): (token: string) => string {
  const derived = hkdfSync("sha256", secret, "", "ghsync credential id", 32);
  const key = createSecretKey(Buffer.from(derived));
  return (token) => {
    const digest = createHmac("sha256", key).update(token).digest();
    return `token:${digest.subarray(0, 16).toString("base64url")}`;
  };
}

/**
 * Decodes base64url without padding. Returns `undefined` for text that no encoder writes, so each
 * value has only one spelling.
 */
export function fromBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}

/**
 * Returns whether a header can hold the token. `fetch` fails on any other token as if the network
 * were down.
 */
export function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

/**
 * Creates the error for a stored value that yields no token.
 *
 * @param message the reason; it quotes nothing of the value
 */
export function undecryptable(message: string): GhsyncError {
  return new GhsyncError("token_undecryptable", message, { userActionable: true });
}
