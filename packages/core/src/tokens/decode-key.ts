import { createSecretKey, type KeyObject } from "node:crypto";
import { GhsyncError } from "../errors/ghsync-error.ts";

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
