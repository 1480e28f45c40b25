/**
 * A `fetch` whose responses lose their `Date`, as by a proxy that removes it. The first `kept` ones
 * keep it.
 */
export function fetchWithoutDate(
  fetch: typeof globalThis.fetch,
  kept = 0,
): typeof globalThis.fetch {
  let responses = 0;
  return async (input, init) => {
    const response = await fetch(input, init);
    responses += 1;
    if (responses <= kept) return response;
    const headers = new Headers(response.headers);
    headers.delete("date");
    headers.delete("content-length");
    const body = response.status === 304 ? null : await response.text();
    return new Response(body, { status: response.status, headers });
  };
}
