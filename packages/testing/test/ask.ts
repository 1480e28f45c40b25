import type { FakeGitHub } from "@ghsync/testing";

const API = "https://api.github.com";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for.
  readonly body: any;
}

/** Asks REST, with a token unless the headers say otherwise. */
export async function rest(
  github: FakeGitHub,
  path: string,
  headers: Record<string, string> = { authorization: "token test" },
): Promise<Answer> {
  const url = path.startsWith("http") ? path : API + path;
  const response = await github.fetch(url, { headers, redirect: "manual" });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? undefined : JSON.parse(text),
  };
}

/** Asks GraphQL. */
export async function graphql(
  github: FakeGitHub,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const response = await github.fetch(`${API}/graphql`, {
    method: "POST",
    headers: { authorization: "bearer test" },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** The address of a relation in a `Link` header. */
export function linkOf(headers: Headers, rel: string): string | undefined {
  return headers.get("link")?.match(new RegExp(`<([^>]+)>; rel="${rel}"`))?.[1];
}
