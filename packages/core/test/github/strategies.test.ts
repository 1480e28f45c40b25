import { inspect } from "node:util";
import { type Credential, createGitHubClient, GhsyncError } from "@ghsync/core";
import { expect, test } from "vitest";
import { createRunClient, type RunClientOptions } from "../../src/github/create-client.ts";
import { createQuotas } from "../../src/github/quota.ts";
import { createInstallation, mintedToken } from "../support/app.ts";
import { rejectionOf, tracked } from "../support/client.ts";
import { createLatch } from "../support/latch.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

type Send = (parameters: object) => Promise<unknown>;
type Given = { readonly key: string };

/** Signs with a number that grows with each created strategy. */
function numbering() {
  let built = 0;
  const authStrategy = ({ key }: Given) => {
    built += 1;
    const authorization = `bearer ${key}${built}`;
    return Object.assign(async () => ({}), {
      hook: (send: Send, { headers, ...parameters }: { readonly headers: object }) =>
        send({ ...parameters, headers: { ...headers, authorization } }),
    });
  };
  return { authStrategy, built: () => built };
}

/** A client of this credential that never waits and never retries. */
const open = (credential: Credential, options: RunClientOptions) =>
  createRunClient(
    tracked,
    { decrypt: async () => credential },
    { sleep: async () => undefined, retries: 0, ...options },
  );

/** Creates a client per call, all in one process. */
function createProcess(options: RunClientOptions = {}) {
  const { now } = options;
  const { fetch, requests } = scriptedFetch(() =>
    json({ id: 1 }, now && { headers: { date: now().toUTCString() } }),
  );
  const quotas = createQuotas();
  return {
    requests,
    signatures: () => requests.map(({ headers }) => headers.get("authorization")),
    async ask(credential: Credential) {
      await (await open(credential, { fetch, quotas, ...options })).get("/repositories/1");
    },
  };
}

test("a strategy signs for all runs of an equal credential, and a new one signs for another", async () => {
  const { authStrategy } = numbering();
  const { ask, signatures } = createProcess();
  const credentialId = "app:1";
  await ask({ credentialId, authStrategy, auth: { key: "a" } });
  await ask({ credentialId, authStrategy, auth: { key: "a" } });
  await ask({ credentialId, authStrategy, auth: { key: "b" } });
  await ask({ credentialId: "app:2", authStrategy, auth: { key: "b" } });
  await ask({ credentialId, authStrategy: numbering().authStrategy, auth: { key: "b" } });
  expect(signatures()).toEqual(["bearer a1", "bearer a1", "bearer b2", "bearer b3", "bearer b1"]);
});

test("a changed object of the host is another credential", async () => {
  const { authStrategy } = numbering();
  const { ask, signatures } = createProcess();
  const auth = { key: "a" };
  await ask({ credentialId: "app:1", authStrategy, auth });
  auth.key = "b";
  await ask({ credentialId: "app:1", authStrategy, auth });
  expect(signatures()).toEqual(["bearer a1", "bearer b2"]);
});

test("a strategy is created again once its credential has expired", async () => {
  let now = new Date("2026-01-05T12:00:00Z");
  const { authStrategy } = numbering();
  const { ask, signatures } = createProcess({ now: () => now });
  const credential = () => {
    const expiresAt = new Date(now.getTime() + 600_000);
    return { credentialId: "app:1", authStrategy, auth: { key: "a" }, expiresAt };
  };
  await ask(credential());
  now = new Date("2026-01-05T12:09:59Z");
  await ask(credential());
  now = new Date("2026-01-05T12:10:00Z");
  await ask(credential());
  expect(signatures()).toEqual(["bearer a1", "bearer a1", "bearer a2"]);
});

test("two alternating credentials with one id keep their own strategies", async () => {
  const { authStrategy, built } = numbering();
  const { fetch } = scriptedFetch(() => json({ id: 1 }));
  const quotas = createQuotas();
  const [one, other] = await Promise.all(
    ["a", "b"].map((key) => {
      return open({ credentialId: "app:1", authStrategy, auth: { key } }, { fetch, quotas });
    }),
  );
  for (let turn = 0; turn < 3; turn += 1) {
    await one?.get("/repositories/1");
    await other?.get("/repositories/2");
  }
  expect(built()).toBe(2);
});

test("a strategy that GitHub refuses (401) is not kept", async () => {
  const { authStrategy, built } = numbering();
  const { fetch } = scriptedFetch(({ headers }) =>
    headers.get("authorization") === "bearer a1" ? json({}, { status: 401 }) : json({ id: 1 }),
  );
  const credential = { credentialId: "app:1", authStrategy, auth: { key: "a" } } as const;
  const client = await open(credential, { fetch });
  await rejectionOf(client.get("/repositories/1"));
  expect((await client.get("/repositories/1")).data).toEqual({ id: 1 });
  expect(built()).toBe(2);
});

test("a strategy is kept if GitHub limits, forbids or does not find: ETags depend on it", async () => {
  const { authStrategy, built } = numbering();
  const limited = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" };
  const { fetch } = scriptedFetch(({ url }) => {
    const path = new URL(url).pathname;
    const status = { "/missing": 404, "/broken": 502 }[path] ?? 403;
    return json({}, { status, headers: path === "/limited" ? limited : {} });
  });
  const credential = { credentialId: "app:1", authStrategy, auth: { key: "a" } } as const;
  const client = await open(credential, { fetch });
  for (const path of ["/missing", "/broken", "/forbidden", "/limited"])
    await rejectionOf(client.get(path));
  expect(built()).toBe(1);
});

test("a GitHub Enterprise Server's token is requested below its REST root, also for a query", async () => {
  const { fetch, requests } = scriptedFetch(({ url }) =>
    url.endsWith("/access_tokens") ? mintedToken(1) : json({ data: {} }),
  );
  const baseUrl = "https://ghe.example.com/api/v3";
  const client = await open(createInstallation({ installationId: 7 })(), { fetch, baseUrl });
  await client.graphql("query { viewer { login } }", {});
  expect(requests.map(({ url }) => url)).toEqual([
    "https://ghe.example.com/api/v3/app/installations/7/access_tokens",
    "https://ghe.example.com/api/graphql",
  ]);
});

test("I9: a request for a token proves nothing about the credential's limits: one request still goes alone", async () => {
  const answering = createLatch();
  const signed = createLatch();
  const { fetch, requests } = scriptedFetch(async ({ url }) => {
    if (url.endsWith("/access_tokens")) return mintedToken(1);
    signed.open();
    await answering.opened;
    return json({ id: 1 });
  });
  const credential = createInstallation()();
  const client = await open(credential, { fetch });
  const responses = Array.from({ length: 5 }, () => client.get("/repositories/1"));
  await signed.opened;
  await new Promise(setImmediate);
  expect(requests).toHaveLength(2);
  answering.open();
  await Promise.all(responses);
  expect(requests).toHaveLength(6);
});

const secret = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";

test.each<[string, () => unknown]>([
  [
    "throws as it is built",
    () => {
      throw new Error(`Bad key: ${secret}`);
    },
  ],
  ["makes nothing that signs", () => ({})],
  ["makes nothing", () => undefined],
  [
    "throws as it signs",
    () => ({
      hook: async () => {
        throw Object.assign(new Error(`Bad key: ${secret}`), { key: secret });
      },
    }),
  ],
  ["rejects with a string", () => ({ hook: () => Promise.reject(secret) })],
  ["throws before it returns a promise", () => ({ hook: () => JSON.parse(secret) })],
])("I11: a strategy that %s is token_undecryptable, without its message", async (_, strategy) => {
  const { fetch, requests } = scriptedFetch(() => json({ id: 1 }));
  const decrypt = async () => ({ credentialId: "app:1", authStrategy: strategy, auth: {} });
  const ask = async () => (await createGitHubClient(tracked, { decrypt }, { fetch })).get("/x");
  const error = await rejectionOf(ask());
  expect(error).toMatchObject({
    name: "GhsyncError",
    code: "token_undecryptable",
    userActionable: true,
    retryable: false,
  });
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
  expect(requests).toHaveLength(0);
});

test("a strategy with unreachable keys can throw a retryable error", async () => {
  const hook = async () => {
    throw new GhsyncError("transient", "The vault is sealed.", { retryable: true });
  };
  const authStrategy = () => Object.assign(async () => ({}), { hook });
  const decrypt = async () => ({ credentialId: "app:1", authStrategy, auth: {} });
  const client = await createGitHubClient(tracked, { decrypt }, { retries: 0 });
  expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({
    code: "transient",
    retryable: true,
    message: "The vault is sealed.",
  });
});

test("a strategy that looks at GitHub's response gets it", async () => {
  const seen: unknown[] = [];
  const hook = async (send: Send, parameters: object) => {
    try {
      return await send(parameters);
    } catch (error) {
      seen.push((error as { status?: number }).status);
      throw error;
    }
  };
  const authStrategy = () => Object.assign(async () => ({}), { hook });
  const { fetch } = scriptedFetch(() => json({}, { status: 404 }));
  const credential = { credentialId: "app:1", authStrategy, auth: {} } as const;
  const client = await open(credential, { fetch });
  const error = await rejectionOf(client.get("/repositories/1"));
  expect(error).toMatchObject({ code: "repository_gone", status: 404 });
  expect(seen).toEqual([404]);
});
