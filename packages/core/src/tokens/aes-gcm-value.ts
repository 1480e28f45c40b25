import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import { fromBase64Url } from "./from-base64-url.ts";
import { undecryptable } from "./undecryptable.ts";

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
