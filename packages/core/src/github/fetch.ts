import type { GhsyncError } from "../model/ghsync-error.ts";
import type { RequestFacts } from "./exchange.ts";
import { createRedaction, type Redact, redactError } from "./redaction.ts";
import { fetchFault, foreignOrigin, redirected, tooLarge } from "./transport-errors.ts";

export const defaultMaxResponseBytes = 64 * 2 ** 20;

/**
 * Creates a `fetch` for Octokit that removes the secrets of the request from its result.
 *
 * A response or an error may quote them. After this, no message, log line or row can contain a
 * token. It sends nothing to another origin than that of `baseUrl`, whoever made the address.
 */
export function redactingFetch(
  send: typeof fetch | undefined,
  {
    baseUrl,
    maxResponseBytes = defaultMaxResponseBytes,
  }: { readonly baseUrl: string; readonly maxResponseBytes?: number | undefined },
): typeof fetch {
  const redactionOf = createRedactions();
  return async (input, init) => {
    const redact = redactionOf(init);
    let sent: Awaited<ReturnType<typeof followRedirects>>;
    try {
      const url = ownAddress(input, baseUrl);
      sent = await followRedirects(send ?? globalThis.fetch, url, init ?? {}, redact, baseUrl);
    } catch (thrown) {
      if (thrown instanceof RefusedResponse) throw thrown;
      // A new error also keeps Octokit from writing a status into the host's own abort reason.
      throw new TypeError("fetch failed", { cause: redactError(thrown, redact) });
    }
    return redactResponse(sent, redact, maxResponseBytes);
  };
}

/**
 * Returns the address that is really sent. Octokit builds it from a template, so a check before
 * that proves nothing.
 *
 * @throws RefusedResponse for another origin, and for a user name or password
 */
function ownAddress(input: Parameters<typeof fetch>[0], baseUrl: string): URL {
  const url = URL.parse(String(input instanceof Request ? input.url : input));
  if (url && isOwn(url, new URL(baseUrl))) return url;
  throw new RefusedResponse(({ request }) => foreignOrigin(request));
}

function isOwn({ origin, username, password }: URL, own: URL): boolean {
  return origin === own.origin && username === "" && password === "";
}

/**
 * Creates the redactions of a request's secrets, from the headers that sign it.
 *
 * They cover each word, such as the token after its scheme, and each part of a word, such as a
 * cookie's value. The last redaction is kept, because most requests of a client are signed alike.
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
 * JSON that closes 200 levels at once, far above the depth of GitHub's own responses: code that
 * reads it could run out of stack. As text, it counts as incomplete.
 */
const isDeep = /(?:[\]}]\s*){200}/;

/**
 * Returns the part of a response that Octokit uses, without secrets. It reads the body here,
 * because Octokit takes an unreadable body for an empty one.
 */
async function redactResponse(
  { response, url }: { readonly response: Response; readonly url: string },
  redact: Redact,
  maxBytes: number,
): Promise<Response> {
  const { status } = response;
  const headers = new Headers([...response.headers].map(([name, value]) => [name, redact(value)]));
  // Octokit reads the body as bytes if a proxy changed or removed this header. A body that is not
  // JSON stays text.
  headers.set("content-type", "application/json");
  let body: Uint8Array | string;
  try {
    body = await readBody(response, maxBytes);
  } catch (error) {
    if (error instanceof RefusedResponse) throw error;
    const fail = () => Promise.reject(error);
    return { status, url, headers, text: fail, arrayBuffer: fail } as unknown as Response;
  }
  // Octokit takes a body that is not UTF-8 for an incomplete one. An error page may be any text.
  const decoder = new TextDecoder("utf-8", { fatal: status < 400 });
  const text = async () => {
    const read = redact(typeof body === "string" ? body : decoder.decode(body));
    return isDeep.test(read) ? "JSON that is nested too deeply" : read;
  };
  const arrayBuffer = async () =>
    (typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body)).buffer;
  return { status, url, headers, text, arrayBuffer } as Response;
}

type ReadableResponse = Pick<Response, "headers" | "text"> & { readonly body?: unknown };

/**
 * Reads a body of at most `maxBytes`, counted after decompression.
 *
 * It accepts what a host's `fetch` may return: a web stream, a Node.js stream (node-fetch 2), or
 * only `text()`. For the last one, only `content-length` shows the size before reading.
 *
 * @returns the bytes, or the text if there is no stream
 * @throws RefusedResponse above the limit; it stops reading and cancels the connection
 */
export async function readBody(
  response: ReadableResponse,
  maxBytes: number,
): Promise<Uint8Array | string> {
  const refused = new RefusedResponse((facts) => tooLarge(facts, maxBytes, response.headers));
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

/** Discards a body, so that its connection is free again or closed. */
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

// Not every runtime can iterate over a stream, and cancelling a stream that hangs never ends.
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

/** The longest chain of redirects that is followed. */
const maxRedirects = 5;

const followed: readonly number[] = [301, 302, 307, 308];

/**
 * Sends a request, and follows redirects of a GET within its origin.
 *
 * Nothing goes to another origin: a strategy may sign with a header of its own, which no `fetch`
 * removes on a redirect.
 *
 * @throws RefusedResponse for any other redirect, and if a host's `fetch` followed one to another
 * origin by itself
 */
async function followRedirects(
  send: typeof fetch,
  from: URL,
  init: RequestInit,
  redact: Redact,
  baseUrl: string,
): Promise<{ readonly response: Response; readonly url: string }> {
  let url = from;
  for (let count = 0; ; count += 1) {
    const sent = { ...init, redirect: "manual", cache: "no-store" } as const;
    const response = await sendBy(send, url.href, sent, redact);
    const next = nextOf(response, url);
    if (!next) return { response, url: response.redirected ? response.url : url.href };
    cancelBody(response);
    const target = next.url && rebasedTarget(next.url, url, baseUrl);
    const isFollowed =
      followed.includes(response.status) &&
      init.method === "GET" &&
      target !== null &&
      isOwn(target, url) &&
      count < maxRedirects;
    if (!isFollowed) throw refused(url, next.url, redact);
    url = target;
  }
}

/** @throws RefusedResponse if a host's `fetch` throws at once, or returns no response */
async function sendBy(
  send: typeof fetch,
  url: string,
  init: RequestInit,
  redact: Redact,
): Promise<Response> {
  let response: Partial<Response> | undefined;
  try {
    response = send(url, init) as Partial<Response>;
  } catch (thrown) {
    const cause = redactError(thrown, redact);
    throw new RefusedResponse(() => fetchFault("threw before it returned a promise", cause));
  }
  response = await response;
  if (typeof response?.status === "number" && response.headers) return response as Response;
  throw new RefusedResponse(() => fetchFault("returned no Response"));
}

/** The path of a repository, by name or id, with what is below it. */
const byName = /\/repos\/[^/]+\/[^/]+(?<below>\/.*)?$/;
const byId = /(?<repository>\/repositories\/\d+)(?<below>\/.*)?$/;

/**
 * Changes the target of a redirect to `baseUrl`, if it names another host for the same resource of
 * a renamed repository. Pure.
 *
 * A GitHub Enterprise Server behind a proxy names its public host. Any other target stays
 * unchanged, and a redirect to another host is refused.
 */
export function rebasedTarget(target: URL, from: URL, baseUrl: string): URL {
  if (target.origin === from.origin) return target;
  const asked = (byName.exec(from.pathname) ?? byId.exec(from.pathname))?.groups;
  const named = byId.exec(target.pathname)?.groups;
  if (!asked || !named || asked.below !== named.below) return target;
  const url = new URL(`${baseUrl}${named.repository}${named.below ?? ""}${target.search}`);
  // The same address again would be a loop: it is a redirect to another host, such as to https.
  return url.href === from.href ? target : url;
}

/**
 * Returns where a response redirects to, with `url: null` if it does not say; `undefined` if it is
 * not a redirect.
 */
function nextOf(
  { status, headers, type, redirected: wasFollowed, url }: Response,
  requested: URL,
): { readonly url: URL | null } | undefined {
  const followedTo = wasFollowed ? URL.parse(url) : null;
  if (followedTo && followedTo.origin !== requested.origin) return { url: followedTo };
  if (type === "opaqueredirect") return { url: null };
  if (status !== 303 && !followed.includes(status)) return undefined;
  const location = headers.get("location");
  return { url: location === null ? null : URL.parse(location, requested.href) };
}

function refused(from: URL, to: URL | null, redact: Redact): RefusedResponse {
  // Without its query, which may hold secrets.
  const target = to && redact(`${to.protocol}//${to.host}${to.pathname}`);
  const isForeign = to?.origin !== from.origin;
  return new RefusedResponse((facts) => redirected(facts, { host: from.host, target, isForeign }));
}

/**
 * Thrown by the client's `fetch` for a response that may not be used.
 *
 * Octokit wraps it as the `cause` of its own error. `sendWithin` unwraps it, because it knows the
 * request.
 */
export class RefusedResponse extends Error {
  readonly errorFor: (facts: RequestFacts) => GhsyncError;

  /** @param errorFor creates the error for the caller */
  constructor(errorFor: (facts: RequestFacts) => GhsyncError) {
    super("The response may not be used.");
    this.errorFor = errorFor;
  }
}
