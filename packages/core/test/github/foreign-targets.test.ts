import { type Credential, createGitHubClient } from "@ghsync/core";
import { expect, test } from "vitest";
import { linkNext } from "../../src/github/list-pages.ts";
import { collect, createClient, tracked } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

const path = "/repositories/1/issues";
const roots = ["https://api.github.com", "https://ghe.corp/api/v3", "http://proxy.corp:8080/ghe"];

/** Targets that name another host by one reading of an address at least. */
const targetsOf = (host: string, root: string) => [
  `https://evil.example${path}?page=2`,
  `//evil.example${path}`,
  `https://evil.example{x@${host}${path}}`,
  `https://evil.example{x@${host}/}`,
  `https://evil.example{?x}@${host}${path}`,
  `https://evil.example:abc@${host}${path}`,
  `https://evil.example@${host}${path}`,
  `https://user:password@${host}${path}`,
  `https://${host}@evil.example${path}`,
  `https://${host}:abc@evil.example${path}`,
  `https://evil.example\\@${host}${path}`,
  `https:\\\\evil.example${path}`,
  `https://evil.example\t@${host}${path}`,
  `https://evil.example#@${host}${path}`,
  `HTTPS://evil.example${path}`,
  `@evil.example${path}`,
  `.evil.example${path}`,
  `:1@evil.example${path}`,
  `{+x}@evil.example${path}`,
  `${root.replace(/^https?/, root.startsWith("https") ? "http" : "https")}${path}?page=2`,
  `${new URL(root).protocol}//${new URL(root).hostname}:8443${path}?page=2`,
  `${root}.evil.example${path}`,
  "http:evil.example",
  "http://[",
  "data:application/json,[]",
  "file:///etc/passwd",
];

const forms = roots.flatMap((root) =>
  targetsOf(new URL(root).host, root).map((target) => [root, target] as const),
);

/** A client of `root`, with every address that it has sent something to. */
async function clientOf(baseUrl: string, answer: (isFirst: boolean) => Response) {
  const sent: string[] = [];
  const { fetch } = scriptedFetch((request, index) => {
    sent.push(new URL(request.url).origin);
    return answer(index === 0);
  });
  const client = await createClient({ fetch, baseUrl, retries: 0 });
  return { client, sent };
}

test.each(forms)(
  "I11: a Link sends nothing to another host: from %s to %s",
  async (root, target) => {
    const { client, sent } = await clientOf(root, (isFirst) =>
      json([{ id: 1 }], { headers: isFirst ? { link: `<${target}>; rel="next"` } : { link: "" } }),
    );
    await collect(client.pages(path, {})).catch(() => undefined);
    expect(new Set(sent)).toEqual(new Set([new URL(root).origin]));
  },
);

test.each(forms)(
  "I11: a redirect sends nothing to another host: from %s to %s",
  async (root, location) => {
    const { client, sent } = await clientOf(root, (isFirst) =>
      isFirst ? new Response(null, { status: 301, headers: { location } }) : json([]),
    );
    await client.get(path).catch(() => undefined);
    expect(new Set(sent)).toEqual(new Set([new URL(root).origin]));
  },
);

test.each(forms)(
  "I11: a strategy that asks for a token sends nothing to another host: from %s to %s",
  async (root, target) => {
    const sent: string[] = [];
    const { fetch } = scriptedFetch((request) => {
      sent.push(new URL(request.url).origin);
      return json({});
    });
    let isAsking = false;
    type Send = ((...args: unknown[]) => Promise<unknown>) & { defaults(of: object): Send };
    const authStrategy = (options: { request: Send }) =>
      Object.assign(async () => ({}), {
        hook: async (send: Send, request: object) => {
          if (isAsking) return send(request);
          isAsking = true;
          const headers = { authorization: "Bearer a-token-of-the-strategy" };
          await options.request(`POST ${target}`, { headers }).catch(() => undefined);
          const baseUrl = "https://evil.example";
          await options.request("POST /token", { headers, baseUrl }).catch(() => undefined);
          return send(request);
        },
      });
    const credential = { credentialId: "own", authStrategy, auth: {} } as Credential;
    const options = { fetch, baseUrl: root, retries: 0 };
    const client = await createGitHubClient(tracked, { decrypt: async () => credential }, options);
    await client.get(path).catch(() => undefined);
    expect(sent.filter((origin) => origin !== new URL(root).origin)).toEqual([]);
  },
);

test.each([
  ["braces", "https://api.github.com/x{y}"],
  ["an encoded address", "https://api.github.com/x?next={y"],
  ["a user name", "https://ada@api.github.com/x"],
  ["a password", "https://:secret@api.github.com/x"],
  ["a backslash", "https://api.github.com\\x"],
  ["no address", "http://["],
])("a Link with %s is refused, not the end of the list", async (_, target) => {
  const { client } = await clientOf("https://api.github.com", () =>
    json([{ id: 1 }], { headers: { link: `<${target}>; rel="next"` } }),
  );
  expect(linkNext(`<${target}>; rel="next"`)).toBe(target);
  await expect(collect(client.pages(path, {}))).rejects.toMatchObject({
    code: "response_invalid",
    message: expect.stringContaining("Link"),
  });
});

test("a relative Link is taken from the page, and a colon in it stays", async () => {
  const { fetch, requests } = scriptedFetch((_, index) =>
    json([{ id: index }], {
      headers: { link: index === 0 ? '<?page=2&creator=app:dependabot>; rel="next"' : "" },
    }),
  );
  const client = await createClient({ fetch });
  await collect(client.pages(path, {}));
  expect(new URL(requests[1]?.url ?? "").searchParams.get("creator")).toBe("app:dependabot");
  expect(new URL(requests[1]?.url ?? "").pathname).toBe(path);
});
