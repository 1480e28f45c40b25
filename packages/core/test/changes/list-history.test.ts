import { describe, expect, it } from "vitest";
import { listByCreation } from "../../src/changes/list-history.ts";
import { collect } from "../support/client.ts";
import { createHydration } from "../support/hydration.ts";

async function createList(count: number) {
  const world = await createHydration();
  const numbers = world.open(count, 1000).toReversed();
  const list = (pageSize = 8) =>
    collect(
      listByCreation(world.client, { githubId: world.githubId, nodeId: world.nodeId }, undefined, {
        pageSize,
      }),
    );
  return { ...world, numbers, list };
}

const asksMoreThan = (most: number) => (request: { readonly body?: string | undefined }) => {
  const { variables } = JSON.parse(request.body ?? "{}");
  return variables?.first > most;
};

describe("the list of the history", () => {
  it.each([
    { kind: "graphql-timeout" },
    { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED", path: ["node"] },
    { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED", path: ["node", "pullRequests"] },
    {
      kind: "graphql-error",
      type: "RESOURCE_LIMITS_EXCEEDED",
      path: ["node", "pullRequests", "nodes"],
    },
  ] as const)("asks for half as much, down to what GitHub bears: %o", async (fault) => {
    const { github, numbers, list } = await createList(10);
    github.faults.add({ when: asksMoreThan(2), fault });
    const pages = await list();
    expect(pages.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual(numbers);
    expect(Math.max(...pages.map(({ rows }) => rows.length))).toBe(2);
  });

  it("is too heavy, and may pass later, where GitHub does not bear one", async () => {
    const { github, list } = await createList(3);
    const path = ["node", "pullRequests"];
    github.faults.add({ fault: { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED", path } });
    await expect(list()).rejects.toMatchObject({ code: "query_too_heavy", retryable: true });
    expect(github.ledger.entries).toHaveLength(4);
  });
});
