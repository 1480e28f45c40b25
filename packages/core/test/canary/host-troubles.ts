import { inspect } from "node:util";
import { GhsyncError } from "@ghsync/core";
import { canary } from "./canary.ts";
import { echoes } from "./echoes.ts";
import { both, decrypting, fetching, storing, type Trouble } from "./trouble.ts";

const throwing = (makeError: () => unknown) => decrypting(() => Promise.reject(makeError()));

const signedTwice = decrypting(async () => ({
  credentialId: "app:1",
  authStrategy: signingForProxies,
  auth: { secret: canary },
}));

/** Failures in the host's own parts. */
export const hostTroubles: Readonly<Record<string, Trouble>> = {
  "the store throws in commitPage": storing("commitPage", "store_failed"),
  "the store throws in readPullRequestStates": storing("readPullRequestStates", "store_failed"),
  "the store throws in acquireLease": storing("acquireLease", "rejected"),
  "the decryptor throws the token": throwing(() => new Error(`Bad token: ${canary}`)),
  "the decryptor throws the token in several lines": throwing(
    () => new Error(`Bad token:\n    at ${canary}\n    at the start`),
  ),
  "the decryptor throws the token beside the message": throwing(() =>
    Object.assign(new Error("Bad token."), { token: canary, code: canary, name: canary }),
  ),
  "the decryptor throws the token in a cause": throwing(
    () => new Error("Bad token.", { cause: new Error("Why", { cause: { canary } }) }),
  ),
  "the decryptor throws the token in the cause of a GhsyncError": throwing(
    () => new GhsyncError("token_undecryptable", "Bad.", { cause: new Error(canary) }),
  ),
  "the decryptor throws a string": throwing(() => `Bad token: ${canary}`),
  "the decryptor throws the token before it returns a promise": decrypting(() => {
    throw new Error(canary);
  }),
  "the decryptor throws an error whose message it has changed": throwing(() => {
    const error = new Error(`Bad\n    at ${canary}`);
    // V8 formats a stack when it is first read.
    const { stack } = error;
    error.message = "Bad";
    return stack?.includes(canary) ? error : undefined;
  }),
  "the decryptor returns the token with a line break": decrypting(async () => ({
    credentialId: "me",
    token: `${canary}\n`,
  })),
  "the decryptor names the credential by its token": decrypting(
    async () => ({ credentialId: `token:${canary}`, token: canary }),
    "config_invalid",
  ),
  "the decryptor names the credential by its token in base64": decrypting(
    async () => ({ credentialId: Buffer.from(`me:${canary}`).toString("base64"), token: canary }),
    "config_invalid",
  ),
  "listeners throw": {
    start({ parts }) {
      parts.onEvent = (event) => {
        throw new Error(inspect(event, { depth: Number.POSITIVE_INFINITY, showHidden: true }));
      };
      return () => {
        parts.onEvent = () => undefined;
      };
    },
    ends: "complete",
  },
  "the host stops the run": {
    start({ parts, github }) {
      const controller = new AbortController();
      parts.signal = controller.signal;
      const remove = github.onRequest(({ path }) => {
        if (path === "/graphql") controller.abort(new Error("A deployment."));
      });
      return () => {
        parts.signal = undefined;
        remove();
      };
    },
    ends: "rejected",
  },
  "the token comes by a strategy": decrypting(
    async () => ({ credentialId: "app:1", authStrategy: signing, auth: { secret: canary } }),
    "complete",
  ),
  "a strategy signs for a proxy, too, and the connection breaks": both(
    signedTwice,
    fetching(() => () => Promise.reject(new Error("ECONNRESET")), "transient"),
  ),
  "a strategy signs for a proxy, too, and fetch throws what it was asked": both(
    signedTwice,
    fetching(
      () => (_, init) => Promise.reject(new Error(JSON.stringify([...new Headers(init?.headers)]))),
      "transient",
    ),
  ),
  "a strategy's token is echoed": both(
    decrypting(async () => ({
      credentialId: "app:1",
      authStrategy: signing,
      auth: { secret: canary },
    })),
    fetching(echoes["GitHub echoes the header in a refusal"].wrap, "access_denied"),
  ),
};

type Send = (parameters: object) => Promise<unknown>;

/** Signs requests as Octokit's strategies do. */
function signing({ secret }: { readonly secret: string }) {
  return Object.assign(async () => ({ type: "custom" }), {
    hook: (send: Send, { headers, ...parameters }: { readonly headers: object }) =>
      send({ ...parameters, headers: { ...headers, authorization: `bearer ${secret}` } }),
  });
}

/** Signs with one header for GitHub, and with another for a proxy. */
function signingForProxies({ secret }: { readonly secret: string }) {
  return Object.assign(async () => ({ type: "custom" }), {
    hook: (send: Send, { headers, ...parameters }: { readonly headers: object }) =>
      send({
        ...parameters,
        headers: {
          ...headers,
          authorization: "bearer ghs_another",
          "proxy-authorization": `Basic ${secret}`,
        },
      }),
  });
}
