/** A `fetch` whose answers lose their `Date` on the way, as by a proxy that strips it; the first `kept` keep it. */
export function datelessFetch(fetch: typeof globalThis.fetch, kept = 0): typeof globalThis.fetch {
  let answers = 0;
  return async (input, init) => {
    const response = await fetch(input, init);
    answers += 1;
    if (answers <= kept) return response;
    const headers = new Headers(response.headers);
    headers.delete("date");
    headers.delete("content-length");
    const body = response.status === 304 ? null : await response.text();
    return new Response(body, { status: response.status, headers });
  };
}
