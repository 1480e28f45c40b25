import { redactedError } from "../errors/redacted-error.ts";
import { createRedaction, type Redact } from "./redaction.ts";

/**
 * A `fetch` for Octokit that lets nothing of what comes back tell the secret that went out: neither GitHub, or whatever answers in
 * its place, nor an error. From here on a token can't get into a message, a log line or a row.
 */
export function secretiveFetch(ask?: typeof fetch): typeof fetch {
  return async (input, init) => {
    const redact = createRedaction(secretOf(init));
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

/** What the `Authorization` header holds behind its scheme, whoever has signed. */
function secretOf(init: RequestInit | undefined): string {
  return new Headers(init?.headers).get("authorization")?.split(" ").at(-1) ?? "";
}

/** As much of a response as Octokit looks at. */
function redactedResponse(response: Response, redact: Redact): Response {
  const { status, url, body } = response;
  const headers = new Headers([...response.headers].map(([name, value]) => [name, redact(value)]));
  const text = async () => redact(await response.text());
  const arrayBuffer = () => response.arrayBuffer();
  return { status, url, headers, body, text, arrayBuffer } as Response;
}
