import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import { GhsyncError } from "../model/ghsync-error.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { RecognisingDecryptor } from "./first-match.ts";
import {
  createCredentialIds,
  decodeKey,
  fromBase64Url,
  isHeaderSafe,
  type SecretKey,
  undecryptable,
} from "./token-value.ts";

export interface AesGcmDecryptorOptions {
  /**
   * Every key that stored values need, by an id of 1 to 64 letters, digits, `_` and `-`. The id is
   * stored with each value. A key may come directly from the environment: `undefined` is refused.
   */
  readonly keys: Readonly<Record<string, SecretKey | undefined>>;
  /** The key that encrypts new values. */
  readonly currentKeyId: string;
}

/** Encrypts tokens for the host to store, and decrypts them for runs. */
export interface AesGcmDecryptor extends RecognisingDecryptor {
  /**
   * Encrypts a token for one repository: it cannot be decrypted for any other.
   *
   * The value is bound to the repository's `id`, which stays across renames. `trackRepository`
   * creates it, so track the repository first.
   *
   * @throws GhsyncError `config_invalid` if the token is empty or holds a character that a header
   * cannot hold, such as a line break, and for a repository without an id
   */
  encrypt(token: string, repository: Pick<TrackedRepository, "id">): string;
  /**
   * Returns whether a stored value must be encrypted again: it has another key than the current
   * one, or another format.
   */
  needsRotation(encryptedToken: string): boolean;
}

/**
 * Creates a decryptor for tokens under AES-256-GCM, with the host's keys.
 *
 * A value names its key and is bound to its repository. If it was moved to another row, changed or
 * truncated, it is refused.
 *
 * To change keys, add the new key to `keys`, make it current, encrypt again what `needsRotation`,
 * and only then remove the old key. `credentialId` is a keyed hash of the token under the current
 * key: when that key changes, every list is read in full once.
 *
 * @throws GhsyncError `config_invalid` for a key that is not 32 bytes, or for an invalid id; the
 * message shows no key
 * @example
 * const decryptor = createAesGcmDecryptor({ keys: { k1: process.env.GHSYNC_KEY }, currentKeyId: "k1" });
 * const sync = createSync({ store, decryptor });
 * const repository = await sync.trackRepository({ fullName });
 * // Use setToken, not trackRepository: only setToken makes a repository due again whose last run
 * // found no token, or a refused one.
 * await sync.setToken(repository.id, decryptor.encrypt(token, repository));
 */
export function createAesGcmDecryptor(options: AesGcmDecryptorOptions): AesGcmDecryptor {
  const { currentKeyId } = options;
  const keys = decodeKeys(options);
  const currentKey = keys.get(currentKeyId);
  if (!currentKey) {
    const message = "currentKeyId must be the id of one of the keys.";
    throw new GhsyncError("config_invalid", message);
  }
  const credentialIdOf = createCredentialIds(currentKey);
  return {
    recognises: (encryptedToken) => encryptedToken.startsWith("ghs1."),
    needsRotation: (encryptedToken) => parseAesGcmValue(encryptedToken)?.keyId !== currentKeyId,
    encrypt(token, repository) {
      const id: unknown = repository?.id;
      if (typeof id !== "string" || id === "") {
        const message =
          "encrypt needs the repository as its second argument: pass what trackRepository returned, or { id }. Otherwise nobody could decrypt the value.";
        throw new GhsyncError("config_invalid", message);
      }
      // Core makes the same check later. An error here reaches a person who can fix the token.
      if (!isHeaderSafe(token)) {
        const message =
          "The token is empty, or holds a space, a line break or a non-ASCII character. It was not encrypted: pass the token alone.";
        throw new GhsyncError("config_invalid", message, { userActionable: true });
      }
      return sealAesGcm(token, id, { keyId: currentKeyId, key: currentKey });
    },
    credentialIdOf,
    async decrypt({ id, encryptedToken }, { nameToken = credentialIdOf } = {}) {
      if (!encryptedToken) throw undecryptable("No token is stored.");
      const value = parseAesGcmValue(encryptedToken);
      if (!value) throw undecryptable("The stored value does not have the format ghs1.");
      const key = keys.get(value.keyId);
      if (!key)
        throw undecryptable(
          `The stored value was encrypted with a key that is not in keys, which holds ${[...keys.keys()].join(", ")}.`,
        );
      const token = openAesGcm(value, id, key);
      return { token, credentialId: nameToken(token) };
    },
  };
}

function decodeKeys({ keys }: AesGcmDecryptorOptions): ReadonlyMap<string, KeyObject> {
  const entries = Object.entries(keys);
  for (const [index, [keyId]] of entries.entries()) {
    if (keyIdForm.test(keyId)) continue;
    // The message does not show the id: a host may have passed the key in its place.
    const message = `The id of key ${index + 1} of keys must be 1 to 64 letters, digits, "_" and "-".`;
    throw new GhsyncError("config_invalid", message);
  }
  return new Map(entries.map(([keyId, key]) => [keyId, decodeKey(`keys.${keyId}`, key)]));
}

const cipher = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** Key ids hold no dot: a stored value is separated by dots. */
export const keyIdForm = /^[\w-]{1,64}$/;

/** The parts of a stored value, `ghs1.<keyId>.<iv>.<ciphertext and tag>`. */
export interface AesGcmValue {
  readonly keyId: string;
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

/** Parses a stored value; returns `undefined` if it has another format. */
export function parseAesGcmValue(value: string): AesGcmValue | undefined {
  const [version, keyId = "", ivText = "", sealedText = "", ...rest] = value.split(".");
  const iv = fromBase64Url(ivText);
  const sealed = fromBase64Url(sealedText);
  const isWhole = version === "ghs1" && keyIdForm.test(keyId) && rest.length === 0;
  if (!isWhole || iv?.length !== ivBytes || !sealed || sealed.length <= tagBytes) return undefined;
  const end = sealed.length - tagBytes;
  return { keyId, iv, ciphertext: sealed.subarray(0, end), tag: sealed.subarray(end) };
}

/** Encrypts a token for one repository. */
export function sealAesGcm(
  token: string,
  repositoryId: string,
  { keyId, key }: { readonly keyId: string; readonly key: KeyObject },
): string {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagBytes });
  sealing.setAAD(boundTo(keyId, repositoryId));
  const parts = [sealing.update(token, "utf8"), sealing.final(), sealing.getAuthTag()];
  return `ghs1.${keyId}.${iv.toString("base64url")}.${Buffer.concat(parts).toString("base64url")}`;
}

/**
 * @throws GhsyncError `token_undecryptable` if the value was changed, or encrypted for another
 * repository or with another key
 */
export function openAesGcm(value: AesGcmValue, repositoryId: string, key: KeyObject): string {
  const opening = createDecipheriv(cipher, key, value.iv, { authTagLength: tagBytes });
  opening.setAAD(boundTo(value.keyId, repositoryId));
  opening.setAuthTag(value.tag);
  const opened = opening.update(value.ciphertext);
  try {
    return Buffer.concat([opened, opening.final()]).toString("utf8");
  } catch {
    // OpenSSL's own error has no more information.
    throw undecryptable(
      "The stored value was encrypted for another repository or with another key of this id, or it was changed later.",
    );
  }
}

// JSON separates any two ids, whatever characters they hold.
function boundTo(keyId: string, repositoryId: string): Buffer {
  return Buffer.from(JSON.stringify(["ghsync token", "ghs1", keyId, repositoryId]));
}
