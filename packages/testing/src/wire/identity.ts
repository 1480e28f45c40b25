/** Who asks: a token's user, or an address without one. */
export interface Identity {
  /** What windows and entity tags are kept by. */
  readonly key: string;
  readonly anonymous: boolean;
  /** The user's id and login as the messages of limits and the viewer show it. */
  readonly id: number;
  readonly login: string;
}

/** Tells who a request comes from; `undefined` means bad credentials. */
export type Identify = (headers: Headers) => Identity | undefined;

const ANONYMOUS: Identity = { key: "", anonymous: true, id: 0, login: "" };

/** Accepts the given tokens, or every token; users are numbered as they come. */
export function createIdentify(tokens: readonly string[] | undefined): Identify {
  const identities = new Map<string, Identity>();
  return (headers) => {
    const authorization = headers.get("authorization");
    if (authorization === null) {
      return ANONYMOUS;
    }
    const token = authorization.replace(/^(token|bearer)\s+/i, "").trim();
    if (token === "" || (tokens !== undefined && !tokens.includes(token))) {
      return undefined;
    }
    const id = identities.size + 1;
    const identity = identities.get(token) ?? {
      key: token,
      anonymous: false,
      id,
      login: `viewer-${id}`,
    };
    identities.set(token, identity);
    return identity;
  };
}
