import { spawnSync } from "node:child_process";
import { inspect } from "node:util";
import { createGitHubClient } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { completeLog } from "../../src/ports/logger.ts";
import { collect, createClient, rejectionOf, tracked } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

const secret = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";
const date = "Mon, 05 Jan 2026 12:00:00 GMT";

describe("a body", () => {
  const bytes = (text: string) => Buffer.from(text, "latin1");

  it.each([
    ["in another encoding", bytes('{"title":"Caf\u00e9"}')],
    ["with a damaged byte", Buffer.concat([Buffer.from('{"title":"'), bytes('\u00ff"}')])],
  ])("I2: that is not UTF-8 is not whole: %s", async (_, body) => {
    const { fetch } = scriptedFetch(() => new Response(body, { headers: { date } }));
    const client = await createClient({ fetch, retries: 0 });
    expect(await rejectionOf(client.get("/x"))).toMatchObject({
      code: "transient",
      message: expect.stringContaining("not complete JSON"),
    });
  });

  it("may begin with a byte order mark", async () => {
    const { fetch } = scriptedFetch(
      () => new Response('\ufeff{"title":"Caf\u00e9"}', { headers: { date } }),
    );
    const client = await createClient({ fetch });
    expect((await client.get("/x")).data).toEqual({ title: "Caf\u00e9" });
  });

  it.each([
    ["lists", '{"id":1,"deep":', "[", "]"],
    ["objects", '{"id":1,"deep":', '{"a":', "}"],
  ])(
    "that is nested more deeply than any of GitHub's is not whole: %s",
    async (_, head, open, close) => {
      const body = `${head}${open.repeat(3000)}${open === "[" ? "" : "1"}${close.repeat(3000)}}`;
      const { fetch } = scriptedFetch(() => new Response(body, { headers: { date } }));
      const client = await createClient({ fetch, retries: 0 });
      expect(await rejectionOf(client.get("/x"))).toMatchObject({ code: "transient" });
    },
  );
});

describe("a custom fetch", () => {
  it.each([
    [
      "throws at once",
      () => {
        throw new Error(`No ${secret}`);
      },
    ],
    ["answers undefined", async () => undefined],
    ["answers undefined at once", () => undefined],
    ["answers text", async () => "text"],
  ])("that %s is a fault of the host", async (_, fetch) => {
    const client = await createClient({ fetch: fetch as never, retries: 0 }, { token: secret });
    const error = await rejectionOf(client.get("/x"));
    expect(error).toMatchObject({
      code: "internal",
      message: expect.stringContaining("github.fetch"),
    });
    expect(inspect(error, { depth: 10 })).not.toContain(secret);
  });
});

describe("a credential", () => {
  const fails = () => {
    throw new Error(`Bad ${secret}`);
  };
  const withGetter = (name: string, fields: object) =>
    Object.defineProperty({ ...fields }, name, { get: fails, enumerable: true });
  const strategy = { credentialId: "own", authStrategy: () => ({}), auth: {} };

  it.each([
    ["token", { credentialId: "me" }],
    ["credentialId", { token: secret }],
    ["expiresAt", { credentialId: "me", token: secret }],
    ["authStrategy", { credentialId: "own", auth: {} }],
    ["auth", { credentialId: "own", authStrategy: strategy.authStrategy }],
  ])("I11: whose %s can't be read puts no secret into the error", async (name, fields) => {
    const decrypt = async () => withGetter(name, fields) as never;
    const { fetch } = scriptedFetch(() => json({}));
    const open = async () => (await createGitHubClient(tracked, { decrypt }, { fetch })).get("/x");
    const error = await rejectionOf(open());
    expect(error).toMatchObject({ code: "token_undecryptable", userActionable: true });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
  });

  it.each([
    ["a getter of auth", { ...strategy, auth: withGetter("privateKey", {}) }],
    [
      "an expiresAt that compares by itself",
      { credentialId: "me", token: secret, expiresAt: { valueOf: fails } },
    ],
  ])("I11: that throws later puts no secret into the error: %s", async (_, credential) => {
    const { fetch } = scriptedFetch(() => json({}));
    const decrypt = async () => credential as never;
    const open = async () => (await createGitHubClient(tracked, { decrypt }, { fetch })).get("/x");
    const error = await open().catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
  });

  it("a credential is read once", async () => {
    let reads = 0;
    const credential = {
      credentialId: "me",
      get token() {
        reads += 1;
        return `${secret}${reads}`;
      },
    };
    const { fetch, requests } = scriptedFetch(() => json({}));
    const client = await createGitHubClient(
      tracked,
      { decrypt: async () => credential },
      { fetch },
    );
    await client.get("/x");
    expect([reads, requests[0]?.headers.get("authorization")]).toEqual([1, `token ${secret}1`]);
  });
});

describe("a logger", () => {
  it("may reject without an effect", async () => {
    const rejected: unknown[] = [];
    const note = (reason: unknown) => rejected.push(reason);
    process.on("unhandledRejection", note);
    const reject = () => Promise.reject(new Error("The log is closed.")) as never;
    const log = completeLog({ debug: reject, info: reject, warn: reject, error: reject });
    for (const level of ["debug", "info", "warn", "error"] as const) log[level]("a line");
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    expect(rejected).toEqual([]);
  });

  it("gets no line that is longer than a log line may be", () => {
    const logged: string[] = [];
    completeLog({ warn: (line) => void logged.push(line) }).warn("x".repeat(100_000));
    expect(logged[0]?.length).toBeLessThan(5000);
  });
});

describe("a time limit", () => {
  it.each([
    ["a decryptor", "{ decrypt: () => new Promise(() => {}) }", "undefined"],
    [
      "a fetch",
      '{ decrypt: async () => ({ credentialId: "me", token: "x" }) }',
      "() => new Promise(() => {})",
    ],
  ])("keeps a process alive until it ends: of %s", (_, decryptor, fetch) => {
    const script = `import { createGitHubClient } from "@ghsync/core";
      const options = { requestTimeoutMs: 50, retries: 0, fetch: ${fetch} };
      const repository = { id: "1", fullName: "o/r" };
      await createGitHubClient(repository, ${decryptor}, options)
        .then((client) => client.get("/x"))
        .catch((error) => console.log(error.code));`;
    const args = ["--conditions=@ghsync/source", "--input-type=module", "--eval", script];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: import.meta.dirname });
    expect([status, String(stdout).trim()]).toEqual([0, "transient"]);
  });
});

it("a limit of 0 on a good answer is no limit", async () => {
  const headers = {
    "x-ratelimit-limit": "0",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Date.parse(date) / 1000 + 3600),
  };
  const { fetch, requests } = scriptedFetch(() => json({}, { headers }));
  const client = await createClient({ fetch, now: () => new Date(date) });
  await client.get("/x");
  await client.get("/y");
  expect(requests).toHaveLength(2);
});

it("a stored header that is longer than GitHub's own counts as absent", async () => {
  const long = "E".repeat(15_000);
  const headers = { etag: `"${long}"`, "x-github-request-id": long };
  const { fetch } = scriptedFetch((request) =>
    json([], { headers, status: request.url.endsWith("/x") ? 500 : 200 }),
  );
  const client = await createClient({ fetch, retries: 0 });
  expect(await rejectionOf(client.get("/x"))).toMatchObject({ requestId: undefined });
  const [page] = await collect(client.pages("/y", {}));
  expect(page?.etag).toBeUndefined();
});

it("an ETag is neither sent nor returned once the credential has got another id", async () => {
  let issued = 0;
  const decrypt = async () => {
    issued += 1;
    const expiresAt = new Date(Date.parse(date) + (issued - 1) * 60_000);
    return { credentialId: `app:${issued}`, token: `token-${issued}`, expiresAt };
  };
  const { fetch, requests } = scriptedFetch(() =>
    json([{ id: 1 }], { headers: { etag: '"new"' } }),
  );
  const now = () => new Date(date);
  const client = await createGitHubClient(tracked, { decrypt }, { fetch, now });
  const [page] = await collect(client.pages("/y", {}, { etagFor: () => '"old"' }));
  expect(client.credentialId).toBe("app:1");
  expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(["token token-2"]);
  expect(requests[0]?.headers.get("if-none-match")).toBeNull();
  expect(page?.etag).toBeUndefined();
});
