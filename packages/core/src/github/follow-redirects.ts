import { cancelBody } from "./bounded-body.ts";
import { redirected } from "./door-refusals.ts";
import type { Redact } from "./redaction.ts";
import { RefusedAnswer } from "./refused-answer.ts";

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
