import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import { GhsyncError } from "../model/ghsync-error.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { RecognisingDecryptor } from "./first-match.ts";
import {
  createCredentialIds,
  decodeKey,
  fromBase64Url,
  type SecretKey,
  standsInHeader,
  undecryptable,
} from "./token-value.ts";

export interface AesGcmDecryptorOptions {
  /**
   * Every key that a stored value may need, by an id of 1 to 64 letters, digits, `_` and `-` that is stored with the value. A key may
   * come from the environment as it is: `undefined` is refused.
   */
  readonly keys: Readonly<Record<string, SecretKey | undefined>>;
  /** The key that new values are encrypted with. */
  readonly currentKeyId: string;
}

/** Encrypts tokens for the host to store, and decrypts them for runs. */
export interface AesGcmDecryptor extends RecognisingDecryptor {
  /**
   * Encrypts a token for one repository: no other can use the value. The repository is named by its own id, which alone stays through
   * renames, and which `trackRepository` gives; so track it first.
   *
   * @throws GhsyncError `config_invalid` if the token is empty, or holds what cannot stand in a header, such as a line break; and for a
   * repository without an id
   */
  encrypt(token: string, repository: Pick<TrackedRepository, "id">): string;
  /** Whether a stored value is to be encrypted anew: it is of another key than the current one, or of another form. */
  needsRotation(encryptedToken: string): boolean;
}

/**
 * Tokens under AES-256-GCM, by keys of the host's. A value names its key and is bound to its repository: moved to another row,
 * changed or cut short, it is refused.
 *
 * To change keys, add the new one to `keys`, make it current, encrypt anew what `needsRotation`, and only then drop the old one.
 * `credentialId` is a keyed hash of the token, under the current key: when that changes, every list is read in full once.
 *
 * @throws GhsyncError `config_invalid` for a key that is not 32 bytes, or for ids that don't fit; never shows a key
 * @example
 * const decryptor = createAesGcmDecryptor({ keys: { k1: process.env.GHSYNC_KEY }, currentKeyId: "k1" });
 * const sync = createSync({ store, decryptor });
 * const repository = await sync.trackRepository({ fullName });
 * // Not by trackRepository: only setToken makes a repository due whose last run found no token, or a refused one.
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
          "encrypt needs the repository as its second argument: pass what trackRepository answered, or { id } with its id. Nobody could decrypt the value otherwise.";
        throw new GhsyncError("config_invalid", message);
      }
      // As core's own check when it is read again: better refused while somebody is there to mend it.
      if (!standsInHeader(token)) {
        const message =
          "The token is empty, or has a space or a line break in it; it was not encrypted.";
        throw new GhsyncError("config_invalid", message, { userActionable: true });
      }
      return sealAesGcm(token, id, { keyId: currentKeyId, key: currentKey });
    },
    credentialIdOf,
    async decrypt({ id, encryptedToken }, { nameToken = credentialIdOf } = {}) {
      if (!encryptedToken) throw undecryptable("No token is stored.");
      const value = parseAesGcmValue(encryptedToken);
      if (!value) throw undecryptable("The stored value is not of the form ghs1.");
      const key = keys.get(value.keyId);
      if (!key)
        throw undecryptable(
          `The stored value is of a key that is not here: there is ${[...keys.keys()].join(", ")}.`,
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
    // Whoever takes the key for its id is not to find it in a log.
    const message = `The id of key ${index + 1} of keys must be 1 to 64 letters, digits, "_" and "-".`;
    throw new GhsyncError("config_invalid", message);
  }
  return new Map(entries.map(([keyId, key]) => [keyId, decodeKey(`keys.${keyId}`, key)]));
}

const cipher = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** What key ids are made of: everything that a value can't take for its own dots. */
export const keyIdForm = /^[\w-]{1,64}$/;

/** A stored value, `ghs1.<keyId>.<iv>.<ciphertext and tag>`, taken apart. */
export interface AesGcmValue {
  readonly keyId: string;
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

/** Takes a stored value apart; `undefined` if it has another form. */
export function parseAesGcmValue(value: string): AesGcmValue | undefined {
  const [version, keyId = "", ivText = "", sealedText = "", ...rest] = value.split(".");
  const iv = fromBase64Url(ivText);
  const sealed = fromBase64Url(sealedText);
  const isWhole = version === "ghs1" && keyIdForm.test(keyId) && rest.length === 0;
  if (!isWhole || iv?.length !== ivBytes || !sealed || sealed.length <= tagBytes) return undefined;
  const end = sealed.length - tagBytes;
  return { keyId, iv, ciphertext: sealed.subarray(0, end), tag: sealed.subarray(end) };
}

/** Encrypts for one repository. */
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

/** @throws GhsyncError `token_undecryptable` if the value was changed, or was encrypted for another repository or by another key */
export function openAesGcm(value: AesGcmValue, repositoryId: string, key: KeyObject): string {
  const opening = createDecipheriv(cipher, key, value.iv, { authTagLength: tagBytes });
  opening.setAAD(boundTo(value.keyId, repositoryId));
  opening.setAuthTag(value.tag);
  const opened = opening.update(value.ciphertext);
  try {
    return Buffer.concat([opened, opening.final()]).toString("utf8");
  } catch {
    // OpenSSL's own error says no more.
    throw undecryptable(
      "The stored value was encrypted for another repository or by another key of this id, or it was changed since.",
    );
  }
}

// JSON keeps any two ids apart, whatever is in them.
function boundTo(keyId: string, repositoryId: string): Buffer {
  return Buffer.from(JSON.stringify(["ghsync token", "ghs1", keyId, repositoryId]));
}
