import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  classifyResponse,
  limitResetAt,
  type ResponseFacts,
} from "../../src/errors/classify-response.ts";

const date = new Date("2026-01-05T12:00:00Z");

function facts(given: Partial<ResponseFacts>): ResponseFacts {
  const request = "GET /repositories/1/pulls";
  return { request, status: 500, headers: {}, message: "", graphql: false, date, ...given };
}

test.each([
  [401, "token_refused", { userActionable: true, retryable: false }],
  [403, "access_denied", { userActionable: true, retryable: false }],
  [404, "repository_gone", { userActionable: true, retryable: false }],
  [409, "transient", { userActionable: false, retryable: true }],
  [410, "repository_gone", { userActionable: true, retryable: false }],
  [422, "response_invalid", { userActionable: false, retryable: false }],
  [429, "rate_limited", { userActionable: false, retryable: true }],
  [451, "repository_gone", { userActionable: true, retryable: false }],
  [500, "transient", { userActionable: false, retryable: true }],
  [502, "transient", { userActionable: false, retryable: true }],
  [503, "transient", { userActionable: false, retryable: true }],
  [504, "transient", { userActionable: false, retryable: true }],
])("a bare %i is %s", (status, code, rest) => {
  expect(classifyResponse(facts({ status }))).toMatchObject({ code, status, ...rest });
});

test.each([502, 504])("a %i to a query is a query that was too heavy", (status) => {
  const error = classifyResponse(facts({ status, graphql: true }));
  expect(error).toMatchObject({ code: "query_too_heavy", retryable: true });
});

describe("a 403 says what to do", () => {
  it.each([
    [
      "a missing permission",
      { headers: { "x-accepted-github-permissions": "pull_requests=read" } },
      "It needs: pull_requests=read.",
    ],
    [
      "single sign-on",
      { headers: { "x-github-sso": "required; url=https://github.com/orgs/o/sso?x=1" } },
      "single sign-on",
    ],
    ["an IP allow list", { message: "`o` has an IP allow list enabled" }, "IP allow list"],
    ["a suspended installation", { message: "This installation has been suspended" }, "suspended"],
    ["nothing that is known", { message: "Nope" }, "may not do GET /repositories/1/pulls"],
  ])("about %s", (_, given, words) => {
    const error = classifyResponse(facts({ status: 403, ...given }));
    expect(error).toMatchObject({ code: "access_denied", userActionable: true });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("?");
  });
});

test.each([
  ["nothing left", { headers: { "x-ratelimit-remaining": "0" } }],
  ["Retry-After", { headers: { "retry-after": "1" } }],
  ["gh-limited-by", { headers: { "gh-limited-by": "search-elastic" } }],
  ["GitHub's words", { message: "You have exceeded a secondary rate limit." }],
])("a 403 is a rate limit with proof: %s", (_, given) => {
  expect(classifyResponse(facts({ status: 403, ...given })).code).toBe("rate_limited");
});

test("a 403 with requests left, and no other proof, is no rate limit", () => {
  const headers = { "x-ratelimit-remaining": "10", "x-ratelimit-reset": "1767618000" };
  expect(classifyResponse(facts({ status: 403, headers })).code).toBe("access_denied");
});

test("the request's id is kept for GitHub's support", () => {
  const headers = { "x-github-request-id": "A1:B2" };
  expect(classifyResponse(facts({ headers })).requestId).toBe("A1:B2");
});

describe("the end of a limit", () => {
  const reset = String(date.getTime() / 1000 + 900);

  it("is Retry-After before anything else", () => {
    const headers = {
      "retry-after": "30",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": reset,
    };
    expect(limitResetAt({ headers, date })).toEqual(new Date("2026-01-05T12:00:30Z"));
  });

  it("is GitHub's reset where nothing is left, and a minute where something is", () => {
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
    expect(limitResetAt({ headers, date })).toEqual(new Date("2026-01-05T12:15:00Z"));
    const left = { ...headers, "x-ratelimit-remaining": "7" };
    expect(limitResetAt({ headers: left, date })).toEqual(new Date("2026-01-05T12:01:00Z"));
  });

  it("is an instant whatever the headers say", () => {
    const value = fc.option(fc.oneof(fc.string(), fc.integer().map(String)), { nil: undefined });
    const names = ["retry-after", "x-ratelimit-remaining", "x-ratelimit-reset"];
    const headers = fc.record(Object.fromEntries(names.map((name) => [name, value])));
    fc.assert(
      fc.property(headers, (given) => {
        expect(limitResetAt({ headers: given, date }).getTime()).not.toBeNaN();
      }),
    );
  });
});

test("any status from 400 on is an error with a code, and never with a query string", () => {
  fc.assert(
    fc.property(fc.integer({ min: 400, max: 599 }), fc.boolean(), (status, graphql) => {
      const error = classifyResponse(facts({ status, graphql }));
      expect(error).toMatchObject({ name: "GhsyncError", status });
      expect(error.message).not.toBe("");
      expect(error.retryable && error.userActionable).toBe(false);
    }),
  );
});
