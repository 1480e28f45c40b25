import type { Clock } from "../clock.ts";

/** Who asks: a token's user, or an address without one. */
export interface Identity {
  /** What windows and entity tags are kept by. */
  readonly key: string;
  readonly anonymous: boolean;
  /** The user's id and login as the messages of limits and the viewer show it. */
  readonly id: number;
  readonly login: string;
}

/** Identifies the sender of a request. `undefined` means bad credentials. */
export type Identify = (headers: Headers) => Identity | undefined;

/** Knows whose token is whose, and which are good. */
export interface IdentityDesk {
  readonly identify: Identify;
  /** Lets a token be good until an instant. */
  revoke(token: string, at: Date): void;
}

/** Whoever asks without a token. */
export const ANONYMOUS: Identity = { key: "", anonymous: true, id: 0, login: "" };

/** Accepts the given tokens, or every token; users are numbered as they come. */
export function createIdentityDesk(
  clock: Pick<Clock, "now">,
  tokens: readonly string[] | undefined,
): IdentityDesk {
  const identities = new Map<string, Identity>();
  const ends = new Map<string, Date>();
  const isGood = (token: string): boolean => {
    const end = ends.get(token);
    const ended = end !== undefined && clock.now() >= end;
    return token !== "" && !ended && (tokens?.includes(token) ?? true);
  };
  return {
    identify(headers) {
      const authorization = headers.get("authorization");
      if (authorization === null) {
        return ANONYMOUS;
      }
      const token = authorization.replace(/^(token|bearer)\s+/i, "").trim();
      if (!isGood(token)) {
        return undefined;
      }
      const id = identities.size + 1;
      const known = identities.get(token);
      const identity = known ?? { key: token, anonymous: false, id, login: `viewer-${id}` };
      identities.set(token, identity);
      return identity;
    },
    revoke: (token, at) => void ends.set(token, at),
  };
}
