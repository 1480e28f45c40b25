import { types } from "node:util";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { Credential, TokenDecryptor } from "../ports/token-decryptor.ts";
import { isHeaderSafe } from "../tokens/token-value.ts";
import { createRedaction, stripMessages } from "./redaction.ts";
import { startTimeLimit, untilAborted } from "./timing.ts";

/**
 * Calls the host's decryptor for the repository's credential, within a time limit.
 *
 * The run already holds the lease, so a decryptor that does not return must not block it.
 *
 * @throws GhsyncError `token_undecryptable`, never with the value in its message; `transient` if
 * the time is up; `config_invalid` if the credential's id contains the token; a retryable
 * `GhsyncError` of the decryptor, without the messages of its causes
 */
export async function decryptCredential(
  repository: TrackedRepository,
  decryptor: TokenDecryptor,
  { signal, timeoutMs }: { signal: AbortSignal | undefined; timeoutMs: number },
): Promise<Credential> {
  const { signal: timeLimit, clear } = startTimeLimit(timeoutMs);
  const either = signal ? AbortSignal.any([signal, timeLimit]) : timeLimit;
  let credential: Credential | undefined;
  try {
    const decrypting = decryptor.decrypt(repository, { signal: either });
    credential = copyOf(await untilAborted(decrypting, either));
  } catch (thrown) {
    signal?.throwIfAborted();
    if (timeLimit.aborted) throw decryptorTooSlow(timeoutMs);
    const cause = stripMessages(thrown);
    // A person cannot fix a key service that is down for a moment.
    if (isGhsyncError(cause) && cause.retryable) throw cause;
    throw undecryptable(repository, cause);
  } finally {
    clear();
  }
  requireComplete(repository, credential);
  refuseTokenInId(credential);
  return credential;
}

/** Reads each field once: a getter of the host may throw, and its message may quote the token. */
function copyOf(given: Credential | undefined): Credential | undefined {
  if (typeof given !== "object" || given === null) return given;
  const { credentialId, expiresAt } = given;
  const isExpiring = types.isDate(expiresAt) && { expiresAt: new Date(expiresAt) };
  const base = { credentialId, ...isExpiring };
  if ("token" in given) return { ...base, token: given.token };
  const { authStrategy, auth } = given;
  // A host may return the same object each time, and change its content.
  const isPlain = typeof auth === "object" && Object.getPrototypeOf(auth ?? 0) === Object.prototype;
  return { ...base, authStrategy, auth: isPlain ? { ...auth } : auth };
}

function decryptorTooSlow(timeoutMs: number): GhsyncError {
  const message = `The TokenDecryptor did not return within ${timeoutMs} ms.`;
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
    `The TokenDecryptor returned ${fault} for ${fullName}: store its token again, or fix the decryptor.`,
    { userActionable: true },
  );
}

/** What a host without types may return. */
type GivenCredential = { readonly [K in "credentialId" | "token" | "authStrategy"]?: unknown };

function faultOf(given: GivenCredential | undefined): string | undefined {
  if (!given) return "nothing";
  const { credentialId, token, authStrategy } = given;
  if (typeof credentialId !== "string" || credentialId === "") return "no credentialId";
  if (!("token" in given)) return authStrategy ? undefined : "neither a token nor an authStrategy";
  if (typeof token !== "string" || token === "") return "no token, or an empty one,";
  return isHeaderSafe(token)
    ? undefined
    : "a token with a line break or another character that no header can hold,";
}

// The id is stored with ETags and rate limits.
function refuseTokenInId(credential: Credential): void {
  if (!("token" in credential)) return;
  const { credentialId, token } = credential;
  if (createRedaction(token)(credentialId) === credentialId) return;
  throw new GhsyncError(
    "config_invalid",
    "The TokenDecryptor's credentialId contains the token: use another name, for example a keyed hash.",
  );
}

function undecryptable({ fullName }: TrackedRepository, cause: unknown): GhsyncError {
  return new GhsyncError(
    "token_undecryptable",
    `The token stored for ${fullName} could not be decrypted: check the keys of the TokenDecryptor, or store the token again.`,
    { cause, userActionable: true },
  );
}
