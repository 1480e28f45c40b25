import { expect, test } from "vitest";
import { rejectionOf } from "../support/client.ts";
import { createHydration } from "../support/hydration.ts";
import { refusal } from "../support/refusals.ts";

const repository = "o/r";

test.each([
  [["node"], null],
  [["node", "p1"], null],
  // Without its other lists it is not too heavy.
  [["node", "p1", "reviews"], []],
])(
  "a response without resources is not a missing repository, wherever GitHub's nulls are: %j",
  async (path, linkedIssues) => {
    const { github, open, hydrate } = await createHydration();
    const [one = 0, other = 0] = open(2, 0);
    const whole = await hydrate([one, other]);
    const fault = { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED", path } as const;
    github.faults.add({ fault });
    github.ledger.clear();
    // The batch is halved first; what is too heavy alone is read by REST, and GraphQL asked for its
    // linked issues alone.
    const batch = await hydrate([one, other]);
    const reason = expect.any(String);
    const isUnread = linkedIssues === null;
    expect(batch).toMatchObject({
      failures: [],
      forbidden: [],
      nextSize: 1,
      graphqlGap: undefined,
    });
    expect(batch.unread).toEqual(isUnread ? [{ number: one, part: "linkedIssues", reason }] : []);
    const [first] = whole.snapshots;
    expect(batch.snapshots).toEqual([
      {
        ...first,
        pullRequest: { ...first?.pullRequest, linkedIssues },
        unread: isUnread ? ["linkedIssues"] : [],
      },
    ]);
    expect(github.ledger.entries.filter(({ operation }) => operation === "Hydrate")).toHaveLength(
      3,
    );
  },
);

test("a repository that is gone is repository_gone, and no pull request's failure", async () => {
  const { truth, open, hydrate } = await createHydration();
  const numbers = open(2, 0);
  truth.deleteRepository({ repository });
  expect(await rejectionOf(hydrate(numbers))).toMatchObject({
    code: "repository_gone",
    userActionable: true,
  });
});

const message = "Resource protected by organization SAML enforcement.";

/** GraphQL refuses the repository within its data. */
async function createForbidden() {
  const world = await createHydration();
  const numbers = world.open(2, 0);
  world.github.faults.add({
    fault: { kind: "graphql-error", type: "FORBIDDEN", path: ["node"], message },
  });
  return { ...world, numbers };
}

test("I13: a repository that only GraphQL forbids is read by REST, and its linked issues are named", async () => {
  const { numbers, hydrate } = await createForbidden();
  const { snapshots, failures, ...batch } = await hydrate(numbers);
  expect(failures).toEqual([]);
  expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual(numbers);
  expect(snapshots).toMatchObject([{ unread: ["linkedIssues"] }, { unread: ["linkedIssues"] }]);
  expect(batch).toMatchObject({
    unread: [],
    forbidden: ["linkedIssues"],
    graphqlGap: { why: "refused", reason: expect.stringContaining(message) },
  });
});

test("a repository that REST forbids too is access_denied", async () => {
  const { github, numbers, hydrate } = await createForbidden();
  github.faults.add({ when: { path: /\/repositories/ }, fault: refusal });
  const error = await rejectionOf(hydrate(numbers));
  expect(error).toMatchObject({ code: "access_denied", userActionable: true });
});
