import { GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import { untoldError } from "../errors/untold-error.ts";
import type { Credential } from "../ports/token-decryptor.ts";

/** A credential that signs by a strategy of Octokit's. */
export type StrategyCredential = Extract<Credential, { readonly auth: unknown }>;

type Send = (...asked: unknown[]) => Promise<unknown>;

/** What a strategy of Octokit's makes: it signs requests, and may ask GitHub for tokens on the way. */
export interface Authentication {
  (...asked: unknown[]): unknown;
  readonly hook: (send: Send, ...asked: unknown[]) => Promise<unknown>;
}

/** @throws GhsyncError `token_undecryptable` if the strategy throws, or makes nothing that signs */
export function buildAuthentication(
  { authStrategy }: StrategyCredential,
  options: object,
): Authentication {
  try {
    const authentication = authStrategy(options as never) as Authentication;
    if (typeof authentication.hook !== "function") throw new TypeError("It has no hook.");
    return authentication;
  } catch (thrown) {
    throw strategyFailed(thrown);
  }
}

/**
 * Signs a request, and sends it.
 * @throws what `send` rejects with, as it is; GhsyncError otherwise, `token_undecryptable` for what the strategy itself throws
 */
export async function signWith(
  { hook }: Authentication,
  send: Send,
  ...asked: unknown[]
): Promise<unknown> {
  const sent = new Set<unknown>();
  const watched: Send = async (...given) => {
    try {
      return await send(...given);
    } catch (error) {
      sent.add(error);
      throw error;
    }
  };
  try {
    return await hook(Object.assign(watched, send), ...asked);
  } catch (thrown) {
    throw sent.has(thrown) ? thrown : strategyFailed(thrown);
  }
}

/** What a strategy has asked GitHub on the way fails by an error of ghsync's; whatever else it throws may quote a secret. */
function strategyFailed(thrown: unknown): GhsyncError {
  const cause = untoldError(thrown);
  if (isGhsyncError(cause)) return cause;

  return new GhsyncError(
    "token_undecryptable",
    "The credential's authentication strategy failed: check what the TokenDecryptor answers as its auth, such as an App's id, private key and installation id.",
    { cause, userActionable: true },
  );
}
