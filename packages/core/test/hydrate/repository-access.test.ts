import { expect, test } from "vitest";
import { rejectionOf } from "../support/client.ts";
import { createHydration } from "../support/hydration.ts";

const repository = "o/r";

test("resources that ran out are no missing repository, in whatever place GitHub's nulls stand", async () => {
  const { github, open, hydrate } = await createHydration();
  const numbers = open(2, 0);
  for (const path of [["node"], ["node", "p1"], ["node", "p1", "reviews"]]) {
    const fault = { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED", path } as const;
    const end = github.faults.add({ fault });
    expect(await rejectionOf(hydrate(numbers))).toMatchObject({ code: "query_too_heavy" });
    end();
  }
});

test("a repository that is gone is repository_gone, and nobody's failure", async () => {
  const { truth, open, hydrate } = await createHydration();
  const numbers = open(2, 0);
  truth.deleteRepository({ repository });
  expect(await rejectionOf(hydrate(numbers))).toMatchObject({
    code: "repository_gone",
    userActionable: true,
  });
});

test("a repository that is forbidden is access_denied, in GitHub's own words", async () => {
  const { github, open, hydrate } = await createHydration();
  const numbers = open(2, 0);
  const message = "Resource protected by organization SAML enforcement.";
  github.faults.add({
    fault: { kind: "graphql-error", type: "FORBIDDEN", path: ["node"], message },
  });
  const error = await rejectionOf(hydrate(numbers));
  expect(error).toMatchObject({ code: "access_denied", userActionable: true });
  expect((error as Error).message).toContain(message);
});
