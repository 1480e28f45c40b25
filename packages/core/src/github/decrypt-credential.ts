import { GhsyncError } from "../errors/ghsync-error.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { Credential, TokenDecryptor } from "../ports/token-decryptor.ts";

/**
 * Asks the host for the repository's credential.
 * @throws GhsyncError `token_undecryptable`, never with the value in its message
 */
export async function decryptCredential(
  repository: TrackedRepository,
  decryptor: TokenDecryptor,
  signal: AbortSignal | undefined,
): Promise<Credential> {
  try {
    const credential = await decryptor.decrypt(repository, { signal });
    if (isComplete(credential)) return credential;
  } catch (cause) {
    signal?.throwIfAborted();
    throw undecryptable(repository, { cause });
  }
  throw undecryptable(repository, {});
}

function isComplete(credential: Credential | undefined): boolean {
  if (!credential?.credentialId) return false;
  if (!("token" in credential)) return Boolean(credential.authStrategy);
  // Anything else cannot stand in a header, and would look like a network that is down.
  return /^[\x21-\x7e]+$/.test(credential.token);
}

function undecryptable({ fullName }: TrackedRepository, options: { cause?: unknown }): GhsyncError {
  return new GhsyncError(
    "token_undecryptable",
    `The token stored for ${fullName} could not be decrypted: check the keys of the TokenDecryptor, or store the token again.`,
    { ...options, userActionable: true },
  );
}
