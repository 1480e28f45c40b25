import { createHash } from "node:crypto";
import type { Answer } from "../wire/answer.ts";
import { matchesEtag } from "../wire/etag.ts";
import type { FakeRequest } from "../wire/fake-request.ts";
import type { RewriteFault } from "./fault.ts";

/** The answer after these faults have changed its body, its status and its headers; one that is not JSON as it is. */
export function rewriteAnswer(
  answer: Answer,
  rewrites: readonly RewriteFault[],
  request: FakeRequest,
): Answer {
  const type: string | undefined = answer.headers["content-type"];
  if (!type?.startsWith("application/json")) return answer;
  return rewrites.reduce((changed, rewrite) => rewriteOnce(changed, rewrite, request), answer);
}

function rewriteOnce(answer: Answer, { change, ...fault }: RewriteFault, request: FakeRequest) {
  const parsed: unknown = answer.body === "" ? undefined : JSON.parse(answer.body);
  const text: string | undefined = JSON.stringify(change(parsed, request));
  const body = text ?? "";
  const own: string | undefined = answer.headers.etag;
  const hash = createHash("sha256").update(body).digest("hex");
  const etag = own === undefined ? {} : { etag: body === answer.body ? own : `W/"${hash}"` };
  const set = typeof fault.headers === "function" ? fault.headers(request) : fault.headers;
  const headers = { ...answer.headers, ...etag, ...set };
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const status = fault.status ?? answer.status;
  return { ...answer, status, headers: Object.fromEntries(kept), body };
}

/** The answer to a request with a condition: 304 where the caller has this very body. */
export function conditionally(answer: Answer, ifNoneMatch: string | null): Answer {
  const etag: string | undefined = answer.headers.etag;
  const hash = etag?.slice(etag.indexOf('"') + 1, -1);
  if (answer.status !== 200 || hash === undefined || !matchesEtag(ifNoneMatch, hash)) return answer;
  const { "content-type": _, ...headers } = answer.headers;
  return { ...answer, status: 304, headers, body: "" };
}
