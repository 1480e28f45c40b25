import { isDeepStrictEqual } from "node:util";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { Credential } from "../ports/token-decryptor.ts";
import { withoutMessage } from "./redaction.ts";

/**
 * Keeps what one credential's strategy has built from run to run: an App's strategy has its installation's token inside, which lasts an
 * hour, and entity tags hold for one token only.
 */
export interface StrategyKeeper {
  /**
   * Octokit's `authStrategy`. What is kept signs for each client whose credential has an equal strategy and `auth`, until the
   * credential that it was built from expires.
   */
  strategyOf(credential: StrategyCredential, now: () => Date): (options: object) => Authentication;
  /** GitHub refuses what is signed: the next request is signed by something new. */
  forget(): void;
}

interface Kept {
  readonly credential: StrategyCredential;
  readonly authentication: Authentication;
  isForgotten: boolean;
}

/** Creates a keeper that has nothing yet. */
export function createStrategyKeeper(): StrategyKeeper {
  let kept: Kept | undefined;
  return {
    strategyOf: (credential, now) => (options) => {
      const take = () => {
        if (!kept || isOver(kept.credential, now()) || !isSame(kept.credential, credential)) {
          const authentication = buildAuthentication(credential, options);
          kept = { credential: copyOf(credential), authentication, isForgotten: false };
        }
        return kept;
      };
      // A client whose credential is exchanged by another's under one id keeps its own.
      let own = take();
      const current = () => {
        if (own.isForgotten) own = take();
        return own.authentication;
      };
      return Object.assign((...asked: unknown[]) => current()(...asked), {
        hook: (...signed: Parameters<Authentication["hook"]>) => signWith(current(), ...signed),
      });
    },
    forget() {
      if (kept) kept.isForgotten = true;
      kept = undefined;
    },
  };
}

function isOver({ expiresAt }: StrategyCredential, now: Date): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

function isSame(one: StrategyCredential, other: StrategyCredential): boolean {
  return one.authStrategy === other.authStrategy && isDeepStrictEqual(one.auth, other.auth);
}

// A host may answer one object each time, and change what is in it.
function copyOf(credential: StrategyCredential): StrategyCredential {
  const { auth } = credential;
  const isPlain = typeof auth === "object" && Object.getPrototypeOf(auth ?? 0) === Object.prototype;
  return isPlain ? { ...credential, auth: { ...auth } } : credential;
}

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
  const cause = withoutMessage(thrown);
  if (isGhsyncError(cause)) return cause;

  return new GhsyncError(
    "token_undecryptable",
    "The credential's authentication strategy failed: check what the TokenDecryptor answers as its auth, such as an App's id, private key and installation id.",
    { cause, userActionable: true },
  );
}
