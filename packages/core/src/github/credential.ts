import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { Credential, TokenDecryptor } from "../ports/token-decryptor.ts";
import { standsInHeader } from "../tokens/token-value.ts";
import { createRedaction, withoutMessage } from "./redaction.ts";
import { timerMs, untilAborted } from "./timing.ts";

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
    const cause = withoutMessage(thrown);
    // A key service that is down for a moment is nothing for a person to mend.
    if (isGhsyncError(cause) && cause.retryable) throw cause;
    throw undecryptable(repository, cause);
  }
  requireComplete(repository, credential);
  refuseTellingId(credential);
  return credential;
}

function noAnswer(timeoutMs: number): GhsyncError {
  const message = `The TokenDecryptor did not answer within ${timeoutMs} ms.`;
  return new GhsyncError("transient", message, { retryable: true });
}

function requireComplete(
  { fullName }: TrackedRepository,
  credential: Credential | undefined,
): asserts credential is Credential {
  const fault = faultOf(credential);
  if (fault === undefined) return;
  throw new GhsyncError(
    "token_undecryptable",
    `The TokenDecryptor answered ${fault} for ${fullName}: store its token again, or mend the decryptor.`,
    { userActionable: true },
  );
}

/** What a host may answer that has no types. */
type Answer = { readonly [K in "credentialId" | "token" | "authStrategy"]?: unknown };

function faultOf(answer: Answer | undefined): string | undefined {
  if (!answer) return "nothing";
  const { credentialId, token, authStrategy } = answer;
  if (typeof credentialId !== "string" || credentialId === "") return "no credentialId";
  if (!("token" in answer)) return authStrategy ? undefined : "neither a token nor an authStrategy";
  if (typeof token !== "string" || token === "") return "no token, or an empty one,";
  return standsInHeader(token)
    ? undefined
    : "a token with a line break, or what else no header holds,";
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

function undecryptable({ fullName }: TrackedRepository, cause: unknown): GhsyncError {
  return new GhsyncError(
    "token_undecryptable",
    `The token stored for ${fullName} could not be decrypted: check the keys of the TokenDecryptor, or store the token again.`,
    { cause, userActionable: true },
  );
}
