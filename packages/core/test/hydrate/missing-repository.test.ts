import { childKinds } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { hydratePullRequests } from "../../src/hydrate/hydrate-pull-requests.ts";
import { createClientOf } from "../support/client.ts";

async function hydrateAgainst(errors: readonly object[]) {
  const github = createFakeGitHub();
  github.intercept(() => Response.json({ data: { rateLimit: { cost: 1 }, node: null }, errors }));
  const client = await createClientOf(github);
  return hydratePullRequests(client, { githubId: 1, nodeId: "R_1" }, [1], { kinds: childKinds });
}

describe("a hydration whose response lacks the repository", () => {
  it.each([
    ["RESOURCE_LIMITS_EXCEEDED", "Resource limits for this query exceeded."],
    [
      undefined,
      "Something went wrong while executing your query. This may be the result of a timeout",
    ],
  ])("is too heavy, not gone, for the error %s", async (type, message) => {
    await expect(hydrateAgainst([{ type, path: ["node"], message }])).rejects.toMatchObject({
      code: "query_too_heavy",
      retryable: true,
    });
  });

  it("is refused access by FORBIDDEN", async () => {
    const message = "Resource protected by organization SAML enforcement.";
    const refusal = hydrateAgainst([{ type: "FORBIDDEN", path: ["node"], message }]);
    await expect(refusal).rejects.toMatchObject({ code: "access_denied", userActionable: true });
  });

  it.each([
    [[]],
    [[{ type: "NOT_FOUND", path: ["node"], message: "Could not resolve to a node." }]],
  ])("is gone by %j", async (errors) => {
    await expect(hydrateAgainst(errors)).rejects.toMatchObject({
      code: "repository_gone",
      userActionable: true,
    });
  });

  it("failed for now, for an unknown error", async () => {
    await expect(hydrateAgainst([{ type: "NEW", message: "Not today." }])).rejects.toMatchObject({
      code: "transient",
      retryable: true,
      message: expect.stringContaining("Not today."),
    });
  });
});
