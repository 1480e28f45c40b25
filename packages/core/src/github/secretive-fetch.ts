import { redactedError } from "../errors/redacted-error.ts";
import { createRedaction, type Redact } from "./redaction.ts";

/**
 * A `fetch` for Octokit that lets nothing of what comes back tell a secret that went out: neither GitHub, or whatever answers in
 * its place, nor an error. From here on a token can't get into a message, a log line or a row.
 */
export function secretiveFetch(ask?: typeof fetch): typeof fetch {
  return async (input, init) => {
    const redact = redactionOf(init);
    let response: Response;
    try {
      response = await (ask ?? globalThis.fetch)(input, init);
    } catch (thrown) {
      // Also so that Octokit, which writes a status into the reason of an abort, does not get the host's own object.
      throw new TypeError("fetch failed", { cause: redactedError(thrown, redact) });
    }
    return redactedResponse(response, redact);
  };
}

/** Takes out what was sent behind a scheme in a header that signs, whoever has signed. */
function redactionOf(init: RequestInit | undefined): Redact {
  const redactions = [...new Headers(init?.headers)]
    .filter(([name]) => /auth|cookie|key|secret|token/.test(name))
    .map(([, value]) => createRedaction(value.split(" ").at(-1) ?? ""));
  return (text) => redactions.reduce((rest, redact) => redact(rest), text);
}

/** As much of a response as Octokit looks at. */
function redactedResponse(response: Response, redact: Redact): Response {
  const { status, url, body } = response;
  const headers = new Headers([...response.headers].map(([name, value]) => [name, redact(value)]));
  const text = async () => redact(await response.text());
  const arrayBuffer = () => response.arrayBuffer();
  return { status, url, headers, body, text, arrayBuffer } as Response;
}
