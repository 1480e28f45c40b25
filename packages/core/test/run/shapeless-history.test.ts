import { describe, expect, it } from "vitest";
import { createHarness, expectEqualsGitHub, openPullRequests } from "../sync-harness.ts";

const shapeless = [{}, [], "x", true, 1, { node: null }, { node: [] }, { node: "x" }, { node: {} }];

describe("a history for which GraphQL returns data of another shape", () => {
  it.each(shapeless.map((data) => ({ told: JSON.stringify(data), data })))(
    "I13: is listed by REST, because the repository exists: $told",
    async ({ data }) => {
      const harness = await createHarness();
      const { github, sync, id } = harness;
      openPullRequests(github, 3);
      const fault = { kind: "rewrite", change: () => ({ data }) } as const;
      github.faults.add({ when: { operation: "ListHistory" }, fault });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );

  it("I6: is gone if REST does not show the repository either", async () => {
    const { github, sync, id } = await createHarness();
    openPullRequests(github, 3);
    const fault = { kind: "rewrite", change: () => ({ data: {} }) } as const;
    github.faults.add({ when: { operation: "ListHistory" }, fault });
    const lost = { kind: "error", status: 404 } as const;
    github.onResponse(({ operation }) => {
      if (operation === "ListHistory")
        github.faults.add({ when: { path: /repositories/ }, fault: lost });
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error", reason: "gone" });
  });
});
