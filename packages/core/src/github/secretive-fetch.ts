import { redactedError } from "../errors/redacted-error.ts";
import { readBody } from "./bounded-body.ts";
import { followRedirects } from "./follow-redirects.ts";
import { createRedaction, type Redact } from "./redaction.ts";
import { RefusedAnswer } from "./refused-answer.ts";

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
