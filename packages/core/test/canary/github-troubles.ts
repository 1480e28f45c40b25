import type { EchoForm } from "@ghsync/testing";
import { fieldOf, listOf, refusal } from "../support/refusals.ts";
import { echoes } from "./echoes.ts";
import { both, fault, fetching, type Trouble } from "./trouble.ts";

const headersOf = (init: RequestInit | undefined) => Object.fromEntries(new Headers(init?.headers));

const echo = (form: EchoForm, status: 403 | 422) =>
  fault(
    { fault: { kind: "echo", form, status } },
    status === 403 ? "access_denied" : "response_invalid",
  );

const garbage = (type: string) =>
  fetching(
    () => async () =>
      new Response("<html>no JSON at all", { status: 200, headers: { "content-type": type } }),
    "transient",
  );

const noReviews = fault(
  { fault: { kind: "graphql-error", type: "FORBIDDEN", field: fieldOf.reviews } },
  "complete",
);

/** Failures of GitHub, or before it. */
export const githubTroubles: Readonly<Record<string, Trouble>> = {
  "GitHub answers 401": fault({ fault: { kind: "error", status: 401 } }, "token_refused"),
  "GitHub answers 403": fault(
    { fault: { kind: "forbidden", reason: "integration" } },
    "access_denied",
  ),
  "GitHub asks for single sign-on": fault(
    { fault: { kind: "forbidden", reason: "sso" } },
    "access_denied",
  ),
  "GitHub answers 404": fault({ fault: { kind: "error", status: 404 } }, "repository_gone"),
  "the primary rate limit is used up": fault(
    { fault: { kind: "forbidden", reason: "primary-limit" } },
    "deferred",
  ),
  "a secondary rate limit is met": fault(
    { fault: { kind: "forbidden", reason: "secondary-limit", status: 429 } },
    "deferred",
  ),
  ...Object.fromEntries(
    (["json", "percent", "base64", "base64url"] as const).flatMap((form) => [
      [`GitHub refuses and echoes the header in the form ${form}`, echo(form, 403)],
      [`GitHub refuses to understand and echoes it in the form ${form}`, echo(form, 422)],
    ]),
  ),
  "GraphQL's points are used up": fault({ fault: { kind: "graphql-limit" } }, "deferred"),
  "GitHub answers 500": fault({ fault: { kind: "error", status: 500 } }, "transient"),
  "GitHub answers 502 with a page": fault(
    { fault: { kind: "error", status: 502, html: true } },
    "transient",
  ),
  // By REST then, except for the linked issues.
  "queries are given up": fault({ fault: { kind: "graphql-timeout" } }, "partial"),
  // By REST then.
  "fields may not be read by GraphQL": noReviews,
  "fields may not be read": both(
    noReviews,
    fault({ when: { path: listOf.reviews }, fault: refusal }, "partial"),
  ),
  "GitHub sends garbage as JSON": garbage("application/json"),
  "GitHub sends garbage as text": garbage("text/html"),
  "the connection breaks": fault({ fault: { kind: "reset" } }, "transient"),
  "the response breaks off": fault({ fault: { kind: "truncated" } }, "transient"),
  "fetch throws what it was asked": fetching(
    () => async (_, init) => {
      const headers = headersOf(init);
      const cause = Object.assign(new Error(JSON.stringify(headers)), {
        headers,
        code: "ECONNRESET",
      });
      throw Object.assign(new TypeError("fetch failed", { cause }), { init });
    },
    "transient",
  ),
  "fetch throws a string": fetching(
    () => (_, init) => Promise.reject(JSON.stringify(headersOf(init))),
    "transient",
  ),
  "fetch throws an object": fetching(
    () => (_, init) => Promise.reject({ init, headers: headersOf(init) }),
    "transient",
  ),
  ...Object.fromEntries(
    Object.entries(echoes).map(([name, { wrap, ends }]) => [name, fetching(wrap, ends)]),
  ),
};
