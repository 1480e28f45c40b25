import type { Gateway } from "./wire/gateway.ts";

const WITHOUT_BODY = new Set([204, 304]);

/** Creates a `fetch` that is answered in process, whatever the origin. */
export function createFakeFetch(gateway: Gateway): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const headers = new Headers(request.headers);
    if (!headers.has("user-agent")) {
      // Node's own fetch never goes without one.
      headers.set("user-agent", "node");
    }
    const body = request.body === null ? undefined : await request.text();
    const { method, signal } = request;
    const answer = await gateway({ method, url: new URL(request.url), headers, body });
    signal.throwIfAborted();
    if (answer === "reset") {
      const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
      throw new TypeError("fetch failed", { cause });
    }
    const { status } = answer;
    const response = new Response(WITHOUT_BODY.has(status) ? null : answer.body, {
      status,
      headers: answer.headers,
    });
    return Object.defineProperty(response, "url", { value: request.url });
  };
}
