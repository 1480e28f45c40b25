import type { Gateway } from "./wire/gateway.ts";
import type { WireResponse } from "./wire/wire-message.ts";

const WITHOUT_BODY = new Set([204, 304]);
const MAX_REDIRECTS = 20;

/** Creates a `fetch` that is answered in process, whatever the origin; it follows redirects. */
export function createFakeFetch(gateway: Gateway): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    // Copied pair by pair: some releases of Node lose all but the content type otherwise.
    const headers = new Headers([...request.headers]);
    if (!headers.has("user-agent")) {
      // Node's own fetch never goes without one.
      headers.set("user-agent", "node");
    }
    const body = request.body === null ? undefined : await request.text();
    let url = new URL(request.url);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      request.signal.throwIfAborted();
      const answer = await gateway({ method: request.method, url, headers, body });
      request.signal.throwIfAborted();
      if (answer === "reset") {
        throw failed(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
      }
      const location: string | undefined = answer.headers.location;
      if (location === undefined || request.redirect === "manual") {
        return toResponse(answer, url, redirects > 0);
      }
      if (request.redirect === "error") {
        throw failed(new Error("unexpected redirect"));
      }
      url = new URL(location, url);
    }
    throw failed(new Error("redirect count exceeded"));
  };
}

function toResponse(
  { status, headers, body }: WireResponse,
  url: URL,
  redirected: boolean,
): Response {
  const response = new Response(WITHOUT_BODY.has(status) ? null : body, { status, headers });
  return Object.defineProperties(response, {
    url: { value: url.href },
    redirected: { value: redirected },
  });
}

function failed(cause: Error): TypeError {
  return new TypeError("fetch failed", { cause });
}
