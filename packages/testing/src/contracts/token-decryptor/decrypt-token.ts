import assert from "node:assert/strict";
import type { Credential, TokenDecryptor, TrackedRepository } from "@ghsync/core";
import type { TokenDecryptorSubject } from "./token-decryptor-subject.ts";

/** What a decryptor answers, which has to be a token. */
export async function decryptToken(
  decryptor: TokenDecryptor,
  repository: TrackedRepository,
): Promise<Credential & { readonly token: string }> {
  const credential = await decryptor.decrypt(repository, {});
  assert.ok("token" in credential, "The decryptor answered no token.");
  return credential;
}

/** The repository with a token stored. */
export async function storeToken(
  { encrypt }: Pick<TokenDecryptorSubject, "encrypt">,
  token: string,
  repository: TrackedRepository,
): Promise<TrackedRepository & { readonly encryptedToken: string }> {
  return { ...repository, encryptedToken: await encrypt(token, repository) };
}

/** What a decryptor rejects with, which has to be an error. @param what the value that it should refuse */
export async function refusalOf(
  decryptor: TokenDecryptor,
  repository: TrackedRepository,
  what: string,
): Promise<Error> {
  let error: unknown;
  try {
    await decryptor.decrypt(repository, {});
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error !== undefined, `It was decrypted: ${what}.`);
  assert.ok(error instanceof Error, `What was thrown is no Error: ${what}.`);
  return error;
}
