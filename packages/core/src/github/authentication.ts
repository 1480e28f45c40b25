import { isDeepStrictEqual } from "node:util";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { Credential } from "../ports/token-decryptor.ts";
import { stripMessages } from "./redaction.ts";

/**
 * Keeps what a credential's strategy has created from run to run.
 *
 * An App's strategy holds the installation's token, which is valid for an hour. ETags are valid for
 * one token only.
 */
export interface StrategyKeeper {
  /**
   * Returns Octokit's `authStrategy` option. The same authentication signs for every client whose
   * credential has an equal strategy and `auth`, until its credential expires.
   */
  strategyOf(credential: StrategyCredential, now: () => Date): (options: object) => Authentication;
  /** Forgets the authentication, because GitHub refused it. The next request gets a new one. */
  forget(): void;
}

interface Kept {
  readonly credential: StrategyCredential;
  readonly authentication: Authentication;
  isForgotten: boolean;
}

/** Creates an empty keeper. */
export function createStrategyKeeper(): StrategyKeeper {
  let kept: Kept | undefined;
  return {
    strategyOf: (credential, now) => (options) => {
      const take = () => {
        if (!kept || isExpired(kept.credential, now()) || !isSame(kept.credential, credential)) {
          const authentication = createAuthentication(credential, options);
          kept = { credential, authentication, isForgotten: false };
        }
        return kept;
      };
      // If credentials with the same id alternate, each client keeps its own authentication.
      let own = guarded(take);
      const current = () => {
        if (own.isForgotten) own = guarded(take);
        return own.authentication;
      };
      return Object.assign((...args: unknown[]) => current()(...args), {
        hook: (...signed: Parameters<Authentication["hook"]>) => signWith(current(), ...signed),
      });
    },
    forget() {
      if (kept) kept.isForgotten = true;
      kept = undefined;
    },
  };
}

/** @throws GhsyncError `token_undecryptable` if the host's `auth` throws as it is read */
function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    throw strategyFailed(thrown);
  }
}

function isExpired({ expiresAt }: StrategyCredential, now: Date): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

function isSame(one: StrategyCredential, other: StrategyCredential): boolean {
  return one.authStrategy === other.authStrategy && isDeepStrictEqual(one.auth, other.auth);
}

/** A credential that signs with an Octokit strategy. */
export type StrategyCredential = Extract<Credential, { readonly auth: unknown }>;

type Send = (...args: unknown[]) => Promise<unknown>;

/**
 * The result of an Octokit strategy. It signs requests, and may request tokens from GitHub before
 * that.
 */
export interface Authentication {
  (...args: unknown[]): unknown;
  readonly hook: (send: Send, ...args: unknown[]) => Promise<unknown>;
}

/**
 * @throws GhsyncError `token_undecryptable` if the strategy throws, or creates nothing that signs
 */
export function createAuthentication(
  { authStrategy }: StrategyCredential,
  options: object,
): Authentication {
  return guarded(() => {
    const authentication = authStrategy(options as never) as Authentication;
    if (typeof authentication.hook !== "function")
      throw new TypeError("The result of the authentication strategy has no function named hook.");
    return authentication;
  });
}

/**
 * Signs a request and sends it.
 *
 * @throws what `send` rejects with, unchanged; otherwise a GhsyncError: `token_undecryptable` for
 * an error of the strategy itself
 */
export async function signWith(
  { hook }: Authentication,
  send: Send,
  ...args: unknown[]
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
    return await hook(Object.assign(watched, send), ...args);
  } catch (thrown) {
    throw sent.has(thrown) ? thrown : strategyFailed(thrown);
  }
}

/** A strategy's own requests fail with an error of ghsync. Any other error may quote a secret. */
function strategyFailed(thrown: unknown): GhsyncError {
  const cause = stripMessages(thrown);
  if (isGhsyncError(cause)) return cause;

  return new GhsyncError(
    "token_undecryptable",
    "The credential's authentication strategy failed: check the auth that the TokenDecryptor returns, such as an App's id, private key and installation id.",
    { cause, userActionable: true },
  );
}
