import { createInMemoryResponse, endlessBody } from "./in-memory-response.ts";
import type { Gateway } from "./wire/gateway.ts";
import type { Outcome, WireResponse } from "./wire/wire-message.ts";

const WITHOUT_BODY = new Set([204, 304]);
const MAX_REDIRECTS = 20;

/** Calls under way. Nothing else may hold a caller's signal while it listens, and what nothing holds never fires. */
const underWay = new Set<unknown>();

/** Creates a `fetch` that is answered in process, whatever the origin; it follows redirects. */
export function createFakeFetch(gateway: Gateway): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const signal = callersSignal(input, init) ?? request.signal;
    const call = { input, request, signal };
    underWay.add(call);
    try {
      return await follow(gateway, request, signal);
    } finally {
      underWay.delete(call);
    }
  };
}

/** The caller's own: the one of the Request made here can be collected while it is listened to. */
function callersSignal(
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
): AbortSignal | null | undefined {
  const own = input instanceof Request ? input.signal : undefined;
  return init?.signal === undefined ? own : init.signal;
}

/** Asks, and asks on wherever an answer leads. */
async function follow(gateway: Gateway, request: Request, signal: AbortSignal): Promise<Response> {
  // Copied pair by pair: some releases of Node lose all but the content type otherwise.
  const headers = new Headers([...request.headers]);
  if (!headers.has("user-agent")) {
    // Node's own fetch never goes without one.
    headers.set("user-agent", "node");
  }
  const { method } = request;
  const body = request.body === null ? Promise.resolve(undefined) : request.text();
  let url = new URL(request.url);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    signal.throwIfAborted();
    const outcome = await gateway({ method, url, headers, body, signal });
    signal.throwIfAborted();
    const answer = answerOf(outcome);
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
}

function answerOf(outcome: Outcome): WireResponse {
  if (outcome === "reset") {
    throw failed(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
  }
  if (outcome === "stalled") {
    throw failed(new Error("a stalled connection ended without being aborted"));
  }
  if ("thrown" in outcome) {
    throw outcome.thrown;
  }
  return outcome;
}

function toResponse(answer: WireResponse, url: URL, redirected: boolean): Response {
  const { status, headers } = answer;
  const content = WITHOUT_BODY.has(status) ? null : contentOf(answer);
  const init = { status, headers };
  const response =
    typeof content === "string"
      ? createInMemoryResponse(content, init)
      : new Response(content, init);
  return Object.defineProperties(response, {
    url: { value: url.href },
    redirected: { value: redirected },
  });
}

function contentOf({ body, cutAt, endless }: WireResponse): string | ReadableStream {
  if (endless) {
    return ReadableStream.from(endlessBody(body));
  }
  if (cutAt === undefined) {
    return body;
  }
  // In Node too, a body that ends before its length is an error for whoever reads it.
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body.slice(0, cutAt)));
    },
    pull(controller) {
      const cause = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
      controller.error(new TypeError("terminated", { cause }));
    },
  });
}

function failed(cause: Error): TypeError {
  return new TypeError("fetch failed", { cause });
}
