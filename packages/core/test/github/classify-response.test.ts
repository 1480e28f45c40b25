import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { classifyResponse, limitResetAt } from "../../src/github/classify-response.ts";
import type { ResponseFacts } from "../../src/github/exchange.ts";

const date = new Date("2026-01-05T12:00:00Z");

function facts(given: Partial<ResponseFacts>): ResponseFacts {
  const request = "GET /repositories/1/pulls";
  return { request, status: 500, headers: {}, message: "", graphql: false, date, ...given };
}

test.each([
  [401, "token_refused", { userActionable: true, retryable: false }],
  [403, "access_denied", { userActionable: true, retryable: false }],
  [404, "repository_gone", { userActionable: true, retryable: false }],
  [408, "transient", { userActionable: false, retryable: true }],
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

test("a 407 names the proxy, and what to do", () => {
  const error = classifyResponse(facts({ status: 407, message: "Log in" }));
  expect(error).toMatchObject({ code: "transient", status: 407, userActionable: true });
  expect(error.message).toContain("proxy");
});

test.each(["0", "00", " 0", "0.0"])("a 403 with %j requests left is a primary limit", (left) => {
  const headers = { "x-ratelimit-remaining": left, "x-ratelimit-reset": "1767618000" };
  const error = classifyResponse(facts({ status: 403, headers }));
  expect(error).toMatchObject({ code: "rate_limited", limit: "primary" });
});

test.each([502, 504])("a %i to a query means that the query was too heavy", (status) => {
  const error = classifyResponse(facts({ status, graphql: true }));
  expect(error).toMatchObject({ code: "query_too_heavy", retryable: true });
});

test.each([
  [409, false],
  [500, false],
  [502, false],
  [503, false],
  [502, true],
  [503, true],
  [504, true],
])("a %i with Retry-After says how long GitHub asks us to wait (query: %s)", (status, graphql) => {
  const error = classifyResponse(facts({ status, graphql, headers: { "retry-after": "120" } }));
  expect(error).toMatchObject({ code: "transient", retryable: true, retryAfterMs: 120_000 });
});

test("an unknown status quotes GitHub's message in one short line", () => {
  const { message } = classifyResponse(facts({ status: 422, message: `a\n${"b".repeat(5000)}` }));
  expect(message).toMatch(/^GitHub answered 422 to GET \/repositories\/1\/pulls: a b+\.\.\.$/);
  expect(message.length).toBeLessThan(300);
});

test.each([
  ["nothing left", { headers: { "x-ratelimit-remaining": "0" } }],
  ["Retry-After", { headers: { "retry-after": "1" } }],
  ["gh-limited-by", { headers: { "gh-limited-by": "search-elastic" } }],
  ["GitHub's words", { message: "You have exceeded a secondary rate limit." }],
])("a 403 is a rate limit with proof: %s", (_, given) => {
  expect(classifyResponse(facts({ status: 403, ...given })).code).toBe("rate_limited");
});

test("a 403 with requests left and no other proof is not a rate limit", () => {
  const headers = { "x-ratelimit-remaining": "10", "x-ratelimit-reset": "1767618000" };
  expect(classifyResponse(facts({ status: 403, headers })).code).toBe("access_denied");
});

test("the error keeps the request id for GitHub's support", () => {
  const headers = { "x-github-request-id": "A1:B2" };
  expect(classifyResponse(facts({ headers })).requestId).toBe("A1:B2");
});

describe("the end of a limit", () => {
  const reset = String(date.getTime() / 1000 + 900);

  it("the end of a limit is Retry-After first", () => {
    const headers = {
      "retry-after": "30",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": reset,
    };
    expect(limitResetAt({ headers, date })).toEqual(new Date("2026-01-05T12:00:30Z"));
  });

  it("the end of a limit is GitHub's reset if nothing remains, and a minute if something remains", () => {
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
    expect(limitResetAt({ headers, date })).toEqual(new Date("2026-01-05T12:15:00Z"));
    const left = { ...headers, "x-ratelimit-remaining": "7" };
    expect(limitResetAt({ headers: left, date })).toEqual(new Date("2026-01-05T12:01:00Z"));
  });

  it("the end of a limit is a minute, doubled after each secondary limit in a row, up to an hour", () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 2000].map((limitsInARow) => {
      const end = limitResetAt({ headers: {}, date, limitsInARow });
      return (end.getTime() - date.getTime()) / 60_000;
    });
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    const advised = limitResetAt({ headers: { "retry-after": "30" }, date, limitsInARow: 5 });
    expect(advised).toEqual(new Date("2026-01-05T12:00:30Z"));
  });

  it.each([-3600, -1, 0, 3])(
    "I9: is some seconds away when GitHub's reset is %i s away, and further each time",
    (awayS) => {
      const headers = {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(date.getTime() / 1000 + awayS),
      };
      const seconds = [1, 2, 3, 4, 2000].map((limitsInARow) => {
        const end = limitResetAt({ headers, date, limitsInARow });
        return (end.getTime() - date.getTime()) / 1000;
      });
      expect(seconds).toEqual([5, 10, 20, 40, 3600]);
    },
  );

  it.each([
    ["Retry-After", { "retry-after": "99999999999" }],
    ["x-ratelimit-reset", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1e300" }],
  ])("is at most six hours away: %s", (_, headers) => {
    expect(limitResetAt({ headers, date })).toEqual(new Date("2026-01-05T18:00:00Z"));
  });

  it("the end of a limit is a valid instant for any headers", () => {
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

test("any status from 400 on is an error with a code, without a query string", () => {
  fc.assert(
    fc.property(fc.integer({ min: 400, max: 599 }), fc.boolean(), (status, graphql) => {
      const error = classifyResponse(facts({ status, graphql }));
      expect(error).toMatchObject({ name: "GhsyncError", status });
      expect(error.message).not.toBe("");
      // A proxy may ask for credentials once, or until a person sets them.
      expect(error.retryable && error.userActionable).toBe(status === 407);
    }),
  );
});
