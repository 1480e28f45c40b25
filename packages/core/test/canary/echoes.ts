import { json } from "../support/scripted-fetch.ts";

/** A GitHub, or something before it, that sends back what it was sent. */
interface Echo {
  readonly wrap: (ask: typeof fetch) => typeof fetch;
  /** How a run with this echo ends. */
  readonly ends: string;
}

/** Responds instead of GitHub, with the `Authorization` header at hand. */
const answering = (answer: (authorization: string) => Response, ends: string): Echo => ({
  wrap: () => async (_, init) => answer(authorizationOf(init)),
  ends,
});

/** Responds so only for GraphQL. */
const queries = (answer: (authorization: string) => Response, ends: string): Echo => ({
  wrap: (ask) => async (input, init) =>
    urlOf(input).endsWith("/graphql") ? answer(authorizationOf(init)) : ask(input, init),
  ends,
});

function authorizationOf(init: RequestInit | undefined): string {
  return new Headers(init?.headers).get("authorization") ?? "";
}

function urlOf(input: Parameters<typeof fetch>[0]): string {
  return input instanceof Request ? input.url : String(input);
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const secretOf = (authorization: string) => authorization.split(" ").at(-1) ?? "";

const permissions = "x-accepted-github-permissions";

export const echoes = {
  "GitHub echoes the header in a refusal": answering(
    (sent) =>
      json(
        { message: `No: ${sent}`, documentation_url: sent, errors: [{ message: sent }] },
        {
          status: 403,
          headers: { [permissions]: `contents=${sent}`, "x-github-request-id": sent },
        },
      ),
    "access_denied",
  ),
  "GitHub echoes the header in a response of unknown kind": answering(
    (sent) => json({ message: `No: ${sent}` }, { status: 422 }),
    "response_invalid",
  ),
  "GitHub echoes the token percent-encoded": answering(
    (sent) => json({ message: `/?token=${encodeURIComponent(secretOf(sent))}` }, { status: 422 }),
    "response_invalid",
  ),
  "GitHub echoes the token in base64": answering(
    (sent) =>
      json({ message: `${base64(`x:${secretOf(sent)}`)} ${base64(sent)}` }, { status: 422 }),
    "response_invalid",
  ),
  "GitHub echoes the header in a page": answering(
    (sent) =>
      new Response(`<html>${sent}`, { status: 502, headers: { "content-type": "text/html" } }),
    "transient",
  ),
  "GitHub echoes the header in a page that says 200": answering(
    (sent) => new Response(`<html>${sent}`, { headers: { "content-type": "text/html" } }),
    "transient",
  ),
  "GitHub echoes the header in the headers of its responses": {
    wrap: (ask) => async (input, init) => {
      const response = await ask(input, init);
      const sent = authorizationOf(init);
      const headers = new Headers(response.headers);
      headers.set("deprecation", "true");
      headers.set("sunset", sent);
      if (headers.has("etag")) headers.set("etag", `"${sent}"`);
      const { status } = response;
      return new Response(status === 304 ? null : await response.text(), { status, headers });
    },
    ends: "complete",
  },
  "GitHub echoes the header when it refuses queries": queries(
    (sent) => json({ data: null, errors: [{ message: `No: ${sent}` }] }),
    // REST is the fallback, except for the linked issues.
    "partial",
  ),
  "GitHub echoes the header when it forbids the repository": queries(
    (sent) =>
      json({ data: { node: null }, errors: [{ type: "FORBIDDEN", message: `No: ${sent}` }] }),
    "partial",
  ),
  "GitHub echoes the header when it returns no field of a query": {
    wrap: (ask) => async (input, init) => {
      const response = await ask(input, init);
      if (!String(init?.body).includes("query Hydrate")) return response;
      const { data } = (await response.json()) as { data: { node: Record<string, unknown> } };
      const aliases = Object.keys(data.node).filter((name) => /^p\d+$/.test(name));
      const missing = aliases.map((name) => [name, null]);
      const errors = aliases.map((name) => ({
        type: "INTERNAL",
        path: ["node", name],
        message: `No: ${authorizationOf(init)}`,
      }));
      const node = { ...data.node, ...Object.fromEntries(missing) };
      const { headers } = response;
      return new Response(JSON.stringify({ data: { ...data, node }, errors }), { headers });
    },
    ends: "partial",
  },
  "GitHub echoes the token in a pull request, escaped as in JSON": {
    wrap: (ask) => async (input, init) => {
      const response = await ask(input, init);
      const escaped = [...secretOf(authorizationOf(init))]
        .map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`)
        .join("");
      const text = (await response.text())
        .replaceAll("A door", `A door ${escaped}`)
        .replaceAll('"rateLimit":', `"${escaped}":"${escaped}","rateLimit":`);
      return new Response(response.status === 304 ? null : text, {
        status: response.status,
        headers: response.headers,
      });
    },
    ends: "complete",
  },
  "GitHub echoes the header in a pull request": {
    wrap: (ask) => async (input, init) => {
      const response = await ask(input, init);
      const text = (await response.text()).replaceAll("A door", `A door ${authorizationOf(init)}`);
      return new Response(response.status === 304 ? null : text, {
        status: response.status,
        headers: response.headers,
      });
    },
    ends: "complete",
  },
} satisfies Record<string, Echo>;
