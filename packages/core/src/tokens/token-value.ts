import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { GhsyncError } from "../model/ghsync-error.ts";

/** 32 random bytes, as they are or in base64 (the URL-safe alphabet too): what `openssl rand -base64 32` prints. */
export type SecretKey = Uint8Array | string;

const keyBytes = 32;

/**
 * The key as Node.js holds keys: copied, and not shown when it is printed.
 *
 * @param option names the key in the error, which never shows it
 * @throws GhsyncError `config_invalid` unless it is 32 bytes
 */
export function decodeKey(option: string, key: SecretKey | undefined): KeyObject {
  const bytes = typeof key === "string" ? fromBase64(key) : key;
  if (bytes instanceof Uint8Array && bytes.length === keyBytes) return createSecretKey(bytes);
  throw new GhsyncError(
    "config_invalid",
    `${option} must be ${keyBytes} bytes, as a Uint8Array or in base64, such as "openssl rand -base64 32" prints.`,
  );
}

// Buffer skips what is not base64, and a key that lost characters would be another key.
function fromBase64(text: string): Uint8Array | undefined {
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, "base64") : undefined;
}

/**
 * Names tokens without giving them away: a hash under a key that is derived from one of the host's.
 *
 * The name is stored (beside ETags and rate limits) and may be logged, so nothing of the token can be read from it. A plain hash would
 * do against guessing, as tokens are random, but GitHub's audit log shows just that of each token; under a key of the host's it can
 * neither be looked up there nor be tried on a list of leaked tokens. It depends on the token alone, not on the stored value: all
 * repositories of one token share one name, as they share one rate limit. 128 bits make two tokens of one name out of the question.
 *
 * @param secret the host's; with another one, every token has another name
 */
export function createCredentialIds(secret: KeyObject): (token: string) => string {
  const derived = hkdfSync("sha256", secret, "", "ghsync credential id", 32);
  const key = createSecretKey(Buffer.from(derived));
  return (token) => {
    const digest = createHmac("sha256", key).update(token).digest();
    return `token:${digest.subarray(0, 16).toString("base64url")}`;
  };
}

/** Decodes base64url without padding; `undefined` for what no encoder writes, so that each value has one spelling. */
export function fromBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}

/** Whether a token can be sent as it is. What cannot, such as one with a line break, would look like a network that is down. */
export function standsInHeader(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

/** The error of a value that yields no token. @param message says why, and quotes nothing of the value */
export function undecryptable(message: string): GhsyncError {
  return new GhsyncError("token_undecryptable", message, { userActionable: true });
}
