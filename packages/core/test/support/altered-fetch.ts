/** A `fetch` whose JSON responses are altered; their headers stay. */
export function alteredFetch(
  fetch: typeof globalThis.fetch,
  alter: (body: unknown, path: string) => unknown,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { pathname } = new URL(new Request(input).url);
    const isJson = response.headers.get("content-type")?.includes("json");
    if (!isJson || response.status !== 200) return response;
    const body = alter(await response.json(), pathname);
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    return new Response(JSON.stringify(body), { status: response.status, headers });
  };
}
