import { expect, test } from "vitest";
import { classifyResponse } from "../../src/github/classify-response.ts";
import type { ResponseFacts } from "../../src/github/exchange.ts";

const request = "GET /repositories/1/pulls";

function denied(given: Partial<ResponseFacts>): string {
  const date = new Date("2026-01-05T12:00:00Z");
  const bare = { request, status: 403, headers: {}, message: "", graphql: false, date };
  const error = classifyResponse({ ...bare, ...given });
  expect(error).toMatchObject({ code: "access_denied", userActionable: true, status: 403 });
  return error.message;
}

test.each([
  [
    "a missing permission",
    {
      headers: { "x-accepted-github-permissions": "pull_requests=read" },
      message: "Resource not accessible by integration",
    },
    [
      "may not do GET /repositories/1/pulls",
      'GitHub says: "Resource not accessible by integration".',
      "It needs: pull_requests=read. Grant it these permissions",
    ],
  ],
  [
    "single sign-on",
    { headers: { "x-github-sso": "required; url=https://github.com/orgs/o/sso?x=1" } },
    ["single sign-on"],
  ],
  ["an IP allow list", { message: "`o` has an IP allow list enabled" }, ["IP allow list"]],
  [
    "a suspended installation",
    { message: "This installation has been suspended" },
    ["The GitHub App's installation is suspended"],
  ],
  [
    "a suspended account",
    { message: "Sorry. Your account was suspended." },
    ["The account that this token belongs to is suspended: store a token of another account"],
  ],
  [
    "a suspended account at GitHub Enterprise Server",
    { message: "Your account is suspended. Please check with your installation administrator." },
    ["The account that this token belongs to is suspended"],
  ],
  [
    "an unknown reason",
    { message: "Resource protected by a policy." },
    [
      "may not do GET /repositories/1/pulls",
      'GitHub says: "Resource protected by a policy".',
      "Give it read access",
    ],
  ],
  ["no reason, as a proxy's page gives none", {}, ["gives no reason", "any proxy before GitHub"]],
])("a 403 says what to do about %s", (_, given, words) => {
  const message = denied(given);
  for (const each of words) expect(message).toContain(each);
  expect(message).not.toContain("?");
});

test("a 403 quotes GitHub's message in one short line, without query strings", () => {
  const message = denied({
    message: `See https://github.com/x?secret=1 now.\n\u0007${"word ".repeat(500)}`,
  });
  expect(message).toContain('GitHub says: "See https://github.com/x now. word word');
  expect(message).not.toMatch(/secret|\n|\p{Cc}/u);
  expect(message.length).toBeLessThan(400);
});
