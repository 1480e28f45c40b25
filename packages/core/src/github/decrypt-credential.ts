import { GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import { untoldError } from "../errors/untold-error.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { Credential, TokenDecryptor } from "../ports/token-decryptor.ts";
import { standsInHeader } from "../tokens/stands-in-header.ts";
import { createRedaction } from "./redaction.ts";
import { timerMs } from "./timer-ms.ts";
import { untilAborted } from "./until-aborted.ts";

/**
 * Asks the host for the repository's credential. A decryptor that does not answer, and does not heed its signal either, holds nobody up:
 * the run has taken the lease by then.
 * @throws GhsyncError `token_undecryptable`, never with the value in its message; `transient` when the time is up; `config_invalid` if the
 * credential's id tells the token; a retryable `GhsyncError` of the decryptor's as it is, without what its causes say
 */
export async function decryptCredential(
  repository: TrackedRepository,
  decryptor: TokenDecryptor,
  { signal, timeoutMs }: { signal: AbortSignal | undefined; timeoutMs: number },
): Promise<Credential> {
  const timeLimit = AbortSignal.timeout(timerMs(timeoutMs));
  const either = signal ? AbortSignal.any([signal, timeLimit]) : timeLimit;
  let credential: Credential | undefined;
  try {
    const decrypting = decryptor.decrypt(repository, { signal: either });
    credential = await untilAborted(decrypting, either);
  } catch (thrown) {
    signal?.throwIfAborted();
    if (timeLimit.aborted) throw noAnswer(timeoutMs);
    const cause = untoldError(thrown);
    // A key service that is down for a moment is nothing for a person to mend.
    if (isGhsyncError(cause) && cause.retryable) throw cause;
    throw undecryptable(repository, { cause });
  }
  if (!isComplete(credential)) throw undecryptable(repository, {});
  refuseTellingId(credential);
  return credential;
}

function noAnswer(timeoutMs: number): GhsyncError {
  const message = `The TokenDecryptor did not answer within ${timeoutMs} ms.`;
  return new GhsyncError("transient", message, { retryable: true });
}

function isComplete(credential: Credential | undefined): credential is Credential {
  if (!credential?.credentialId) return false;
  if (!("token" in credential)) return Boolean(credential.authStrategy);
  return standsInHeader(credential.token);
}

// It is stored, beside entity tags and limits.
function refuseTellingId(credential: Credential): void {
  if (!("token" in credential)) return;
  const { credentialId, token } = credential;
  if (createRedaction(token)(credentialId) === credentialId) return;
  throw new GhsyncError(
    "config_invalid",
    "The TokenDecryptor's credentialId holds the token itself: name it otherwise, for instance by a keyed hash.",
  );
}

function undecryptable({ fullName }: TrackedRepository, options: { cause?: unknown }): GhsyncError {
  return new GhsyncError(
    "token_undecryptable",
    `The token stored for ${fullName} could not be decrypted: check the keys of the TokenDecryptor, or store the token again.`,
    { ...options, userActionable: true },
  );
}
