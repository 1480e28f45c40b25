import type { GhsyncError } from "../model/ghsync-error.ts";
import type { Asked } from "./exchange.ts";
import { createRedaction, type Redact, redactedError } from "./redaction.ts";
import { redirected, tooLarge } from "./transport-errors.ts";

export const defaultMaxResponseBytes = 64 * 2 ** 20;

/**
 * A `fetch` for Octokit that lets nothing of what comes back tell a secret that went out: neither GitHub, or whatever answers in
 * its place, nor an error. From here on a token can't get into a message, a log line or a row.
 */
export function secretiveFetch(
  ask?: typeof fetch,
  {
    maxResponseBytes = defaultMaxResponseBytes,
  }: { readonly maxResponseBytes?: number | undefined } = {},
): typeof fetch {
  const redactionOf = createRedactions();
  return async (input, init) => {
    const redact = redactionOf(init);
    let response: Response;
    try {
      response = await followRedirects(ask ?? globalThis.fetch, input, init ?? {}, redact);
    } catch (thrown) {
      if (thrown instanceof RefusedAnswer) throw thrown;
      // Also so that Octokit, which writes a status into the reason of an abort, does not get the host's own object.
      throw new TypeError("fetch failed", { cause: redactedError(thrown, redact) });
    }
    return redactedResponse(response, redact, maxResponseBytes);
  };
}

/**
 * Creates the redactions of what requests send in headers that sign, the client's or an authentication strategy's: of each word, such as the
 * token after its scheme, and of each part of a word, such as a cookie's value. Keeps the last one, since most requests of a client are signed alike.
 */
function createRedactions(): (init: RequestInit | undefined) => Redact {
  let last: { readonly sent: string; readonly redact: Redact } | undefined;
  return (init) => {
    const sent = [...new Headers(init?.headers)]
      .filter(([name]) => /auth|cookie|key|secret|token/.test(name))
      .map(([, value]) => value)
      .join(" ");
    if (last?.sent !== sent) {
      const words = new Set([...sent.split(/\s+/), ...sent.split(/[\s,;="]+/)]);
      const redactions = [...words].map(createRedaction);
      const redact: Redact = (text) => redactions.reduce((rest, each) => each(rest), text);
      last = { sent, redact };
    }
    return last.redact;
  };
}

/**
 * As much of a response as Octokit looks at. Its body is read here: Octokit takes one that can't be read for an empty one.
 */
async function redactedResponse(
  response: Response,
  redact: Redact,
  maxBytes: number,
): Promise<Response> {
  const { status, url } = response;
  const headers = new Headers([...response.headers].map(([name, value]) => [name, redact(value)]));
  // Octokit reads the body as this header says: as bytes, where a proxy has changed or dropped it. What is no JSON stays a text.
  headers.set("content-type", "application/json");
  let body: Uint8Array | string;
  try {
    body = await readBody(response, maxBytes);
  } catch (error) {
    if (error instanceof RefusedAnswer) throw error;
    const fail = () => Promise.reject(error);
    return { status, url, headers, text: fail, arrayBuffer: fail } as unknown as Response;
  }
  const text = async () => redact(typeof body === "string" ? body : new TextDecoder().decode(body));
  const arrayBuffer = async () =>
    (typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body)).buffer;
  return { status, url, headers, text, arrayBuffer } as Response;
}

type Answer = Pick<Response, "headers" | "text"> & { readonly body?: unknown };

/**
 * Reads a body of at most `maxBytes`, counted after inflating. Takes what host `fetch`es answer: a web stream, a stream of Node's
 * (node-fetch 2), or `text()` alone, of which only the length that its header tells is known before it is read.
 * @returns the bytes, or the text where there is no stream
 * @throws RefusedAnswer above the limit; reading stops there, and the connection is cancelled
 */
export async function readBody(response: Answer, maxBytes: number): Promise<Uint8Array | string> {
  const refused = new RefusedAnswer((asked) => tooLarge(asked, maxBytes, response.headers));
  if (Number(response.headers.get("content-length")) > maxBytes) {
    cancelBody(response);
    throw refused;
  }
  const chunks = chunksOf(response.body);
  if (!chunks) {
    const text = await response.text();
    if (Buffer.byteLength(text) > maxBytes) throw refused;
    return text;
  }
  const read: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > maxBytes) throw refused;
    read.push(bytes);
  }
  return read.length === 1 && read[0] ? read[0] : Buffer.concat(read, length);
}

/** Gives a body up that is not to be read: its connection is free again, or closed. */
export function cancelBody({ body }: { readonly body?: unknown }): void {
  const stream = (body ?? {}) as Partial<ReadableStream> & { readonly destroy?: () => void };
  if (stream.cancel) stream.cancel().catch(() => undefined);
  else stream.destroy?.();
}

function chunksOf(body: unknown): AsyncIterable<Uint8Array | string> | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  if ("getReader" in body) return streamChunks(body as ReadableStream<Uint8Array>);
  return Symbol.asyncIterator in body ? (body as AsyncIterable<Uint8Array | string>) : undefined;
}

// Not every runtime's stream can be iterated over, and one that hangs does not end its own cancelling.
async function* streamChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isDone = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!isDone) reader.cancel().catch(() => undefined);
  }
}

/** Redirects that are followed one after the other. */
const mostRedirects = 5;

const followed: readonly number[] = [301, 302, 307, 308];

/**
 * Asks, and follows redirects of a GET within its origin. Nothing that was sent goes to another origin: a strategy may sign by a
 * header of its own, which no `fetch` takes away on the way there.
 * @throws RefusedAnswer for any other redirect, and where a host's `fetch` followed one to another origin by itself
 */
export async function followRedirects(
  ask: typeof fetch,
  input: Parameters<typeof fetch>[0],
  init: RequestInit,
  redact: Redact,
): Promise<Response> {
  let url = new URL(input instanceof Request ? input.url : input);
  for (let count = 0; ; count += 1) {
    const target = count === 0 ? input : url.href;
    const response = await ask(target, { ...init, redirect: "manual", cache: "no-store" });
    const next = nextOf(response, url);
    if (!next) return response;
    cancelBody(response);
    const isFollowed =
      followed.includes(response.status) &&
      init.method === "GET" &&
      next.url?.origin === url.origin &&
      count < mostRedirects;
    if (!isFollowed || !next.url) throw refused(url, next.url, redact);
    url = next.url;
  }
}

/** Where an answer leads, without `url` if it does not say so; `undefined` of what is no redirect. */
function nextOf(
  { status, headers, type, redirected: wasFollowed, url }: Response,
  asked: URL,
): { readonly url: URL | null } | undefined {
  const answered = wasFollowed ? URL.parse(url) : null;
  if (answered && answered.origin !== asked.origin) return { url: answered };
  if (type === "opaqueredirect") return { url: null };
  if (status !== 303 && !followed.includes(status)) return undefined;
  const location = headers.get("location");
  return { url: location === null ? null : URL.parse(location, asked.href) };
}

function refused(from: URL, to: URL | null, redact: Redact): RefusedAnswer {
  // Without its query, which may hold what it likes.
  const target = to && redact(`${to.protocol}//${to.host}${to.pathname}`);
  const isForeign = to?.origin !== from.origin;
  return new RefusedAnswer((asked) => redirected(asked, { host: from.host, target, isForeign }));
}

/**
 * Thrown by the client's `fetch` for an answer that may not be used. Octokit wraps it as the `cause` of an error of its own;
 * `sendWithin`, which knows what was asked, takes it out again.
 */
export class RefusedAnswer extends Error {
  readonly errorFor: (asked: Asked) => GhsyncError;

  /** @param errorFor what callers are told */
  constructor(errorFor: (asked: Asked) => GhsyncError) {
    super("The answer may not be used.");
    this.errorFor = errorFor;
  }
}
