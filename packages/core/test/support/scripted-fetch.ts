/** What GitHub does with one request: a response, or a failure. */
export type Script = (request: Request, index: number) => Response | Promise<Response>;

/** A `fetch` that responds by a script, and remembers the requests. */
export function scriptedFetch(script: Script) {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(request);
    return await script(request, requests.length - 1);
  };
  return { fetch, requests };
}

/** A JSON response, with the headers that every response of GitHub has. */
export function json(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      date: "Mon, 05 Jan 2026 12:00:00 GMT",
      ...headers,
    },
  });
}

/** A GraphQL response that costs one point. */
export function graphqlData(data: Record<string, unknown> = {}): Response {
  return json({ data: { rateLimit: { cost: 1 }, ...data } });
}
