import { isDeepStrictEqual } from "node:util";
import {
  type Authentication,
  buildAuthentication,
  type StrategyCredential,
  signWith,
} from "./authentication.ts";

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
