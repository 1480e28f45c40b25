import { inspect } from "node:util";
import { type Credential, createGitHubClient, GhsyncError } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { collect, createClient, rejectionOf, tracked } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

const noon = new Date("2026-01-05T12:00:00Z");

/** A decryptor whose credentials last ten minutes of the given clock. */
function shortLived(now: () => Date) {
  let issued = 0;
  return {
    decrypt: async (): Promise<Credential> => {
      issued += 1;
      const expiresAt = new Date(now().getTime() + 600_000);
      return { credentialId: "app:1", token: `token-${issued}`, expiresAt };
    },
  };
}

test("an expired credential is requested again, and not earlier", async () => {
  let now = noon;
  const { fetch, requests } = scriptedFetch(() =>
    json({ id: 1 }, { headers: { date: now.toUTCString() } }),
  );
  const client = await createGitHubClient(
    tracked,
    shortLived(() => now),
    { fetch, now: () => now },
  );
  await client.get("/repositories/1");
  now = new Date("2026-01-05T12:09:59Z");
  await client.get("/repositories/1");
  now = new Date("2026-01-05T12:10:00Z");
  await client.get("/repositories/1");
  expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([
    "token token-1",
    "token token-1",
    "token token-2",
  ]);
});

test("a list that outlives its credential continues with the next one", async () => {
  let now = noon;
  const { fetch, requests } = scriptedFetch((_, index) => {
    now = new Date(now.getTime() + 600_000);
    const link = '<https://api.github.com/repositories/1/pulls?page=2>; rel="next"';
    const date = now.toUTCString();
    return json([{ id: index }], { headers: index === 0 ? { link, date } : { date } });
  });
  const client = await createGitHubClient(
    tracked,
    shortLived(() => now),
    { fetch, now: () => now },
  );
  expect(await collect(client.pages("/repositories/1/pulls", {}))).toHaveLength(2);
  expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([
    "token token-1",
    "token token-2",
  ]);
});

test("any Octokit authentication strategy can sign the requests", async () => {
  const { fetch, requests } = scriptedFetch(() => json({ id: 1 }));
  type Send = (route: object) => Promise<unknown>;
  const authStrategy = ({ prefix }: { prefix: string }) =>
    Object.assign(async () => ({ type: "custom" }), {
      hook: (send: Send, { headers, ...parameters }: { headers: object }) =>
        send({ ...parameters, headers: { ...headers, authorization: `${prefix} signed` } }),
    });
  const client = await createGitHubClient(
    tracked,
    { decrypt: async () => ({ credentialId: "app:2", authStrategy, auth: { prefix: "bearer" } }) },
    { fetch },
  );
  expect((await client.get("/repositories/1")).data).toEqual({ id: 1 });
  expect(requests[0]?.headers.get("authorization")).toBe("bearer signed");
  expect(client.credentialId).toBe("app:2");
});

test("I11: a decryptor that throws is token_undecryptable, with the class and code of its error as cause", async () => {
  const thrown = Object.assign(new TypeError("bad key for s3cr3t"), { code: "ERR_BAD_KEY" });
  const decryptor = { decrypt: () => Promise.reject(thrown) };
  const error = (await rejectionOf(createGitHubClient(tracked, decryptor))) as Error;
  expect(error).toMatchObject({
    code: "token_undecryptable",
    userActionable: true,
    retryable: false,
    cause: { message: expect.stringContaining("It threw TypeError"), code: "ERR_BAD_KEY" },
  });
  expect((error.cause as Error).stack).toContain("credentials.test.ts");
  expect(inspect(error, { depth: 10 })).not.toContain("s3cr3t");
});

test("a GhsyncError of a decryptor keeps its message", async () => {
  const thrown = new GhsyncError("token_undecryptable", "The key k1 is not here.");
  const decryptor = { decrypt: () => Promise.reject(thrown) };
  const error = await rejectionOf(createGitHubClient(tracked, decryptor));
  expect(error).toMatchObject({ cause: { message: "The key k1 is not here." } });
});

test.each([
  ["a key service that is down", "transient", {}],
  ["one that says how long", "transient", { retryAfterMs: 5000 }],
  ["a limit met on the way to the token", "rate_limited", { resetAt: noon }],
] as const)(
  "a retryable error of the decryptor is thrown unchanged: %s",
  async (_, code, facts) => {
    const cause = new Error("vault answered 503 for s3cr3t");
    const thrown = new GhsyncError(code, "The keys are out of reach.", {
      retryable: true,
      cause,
      ...facts,
    });
    const decryptor = { decrypt: () => Promise.reject(thrown) };
    const error = await rejectionOf(createGitHubClient(tracked, decryptor));
    expect(error).toMatchObject({
      code,
      message: "The keys are out of reach.",
      retryable: true,
      userActionable: false,
      ...facts,
    });
    expect(inspect(error, { depth: 10 })).toContain("credentials.test.ts");
    expect(inspect(error, { depth: 10 })).not.toContain("s3cr3t");
  },
);

test("I11: a credentialId that contains the token is config_invalid", async () => {
  const token = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";
  for (const credentialId of [token, `t:${token}`, Buffer.from(`a${token}`).toString("base64")]) {
    const decrypt = async () => ({ credentialId, token });
    const error = await rejectionOf(createGitHubClient(tracked, { decrypt }));
    expect(error).toMatchObject({ code: "config_invalid" });
    expect(inspect(error, { depth: 10 })).not.toContain(credentialId);
  }
});

test.each([
  ["nothing", undefined],
  ["no credentialId", { credentialId: "", token: "x" }],
  ["no credentialId", { credentialId: 7, token: "x" }],
  ["no token, or an empty one,", { credentialId: "me", token: "" }],
  ["no token, or an empty one,", { credentialId: "me", token: undefined }],
  [
    "a token with a line break or another character that no header can hold,",
    { credentialId: "me", token: "x\n" },
  ],
  ["neither a token nor an authStrategy", { credentialId: "me" }],
])(
  "a decryptor that returns %s is token_undecryptable, with a message that says so",
  async (fault, credential) => {
    const decryptor = { decrypt: async () => credential as unknown as Credential };
    const error = await rejectionOf(createGitHubClient(tracked, decryptor));
    expect(error).toMatchObject({
      code: "token_undecryptable",
      userActionable: true,
      message: `The TokenDecryptor returned ${fault} for o/r: store its token again, or fix the decryptor.`,
    });
  },
);

test("a decryptor that never returns and ignores its signal blocks nobody", async () => {
  const decrypt = () => new Promise<Credential>(() => undefined);
  const asked = createGitHubClient(tracked, { decrypt }, { requestTimeoutMs: 5 });
  await expect(asked).rejects.toMatchObject({ code: "transient", retryable: true });
  const reason = new Error("The process ends.");
  const signal = AbortSignal.abort(reason);
  await expect(createGitHubClient(tracked, { decrypt }, { signal })).rejects.toBe(reason);
});

test.each(["", " ", "a\nb", "\u201ex\u201c"])(
  "a token that no header can hold is refused: %j",
  async (token) => {
    const decrypt = async () => ({ credentialId: "me", token });
    await expect(createGitHubClient(tracked, { decrypt })).rejects.toMatchObject({
      code: "token_undecryptable",
      userActionable: true,
    });
  },
);

test("an abort while the decryptor works rejects with the signal's reason", async () => {
  const controller = new AbortController();
  const reason = new Error("deploy");
  const decryptor = {
    decrypt: async () => {
      controller.abort(reason);
      throw new Error("decryption was interrupted");
    },
  };
  const creating = createGitHubClient(tracked, decryptor, { signal: controller.signal });
  expect(await rejectionOf(creating)).toBe(reason);
});

test.each([
  ["a refusal", { kind: "error", status: 401 }],
  ["a missing permission", { kind: "forbidden", reason: "integration" }],
  ["a rate limit", { kind: "forbidden", reason: "primary-limit" }],
  ["a server error", { kind: "error", status: 500 }],
  ["a broken connection", { kind: "reset" }],
  ["an incomplete response", { kind: "truncated" }],
] as const)("I11: no error contains the token or the query: %s", async (_, fault) => {
  const github = createFakeGitHub();
  github.faults.add({ fault });
  const client = await createClient({ fetch: github.fetch }, { token: "ghp_verysecret" });
  const errors = [
    await rejectionOf(collect(client.pages("/repositories/1/issues", { since: "query-value" }))),
    await rejectionOf(client.graphql("query { viewer { login } }", {})),
  ];
  for (const error of errors) {
    expect(error).toMatchObject({ name: "GhsyncError" });
    const shown = `${error} ${JSON.stringify(error)} ${(error as Error).message}`;
    expect(shown).not.toMatch(/verysecret|query-value|since/);
    expect(inspect(error, { depth: 10 })).not.toContain("verysecret");
  }
});
