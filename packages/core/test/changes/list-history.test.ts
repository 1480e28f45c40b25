import type { SyncState } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import type { HistoryPage } from "../../src/changes/history-list.ts";
import { listByCreation } from "../../src/changes/history-list.ts";
import { collect, rejectionOf } from "../support/client.ts";
import { createHydration } from "../support/hydration.ts";

type HistoryPlace = NonNullable<NonNullable<SyncState["checkpoint"]["history"]>["place"]>;

interface Answer {
  data: {
    node: {
      databaseId?: unknown;
      pullRequests: { nodes: unknown[]; pageInfo: object; totalCount: number } | null;
    } | null;
  };
  errors?: readonly object[];
}

/** What GitHub's response becomes before it is read. */
const rewrite = (change: (answer: Answer) => unknown) => ({
  when: { operation: "ListHistory" },
  fault: { kind: "rewrite", change } as const,
});

const numbersIn = (pages: Awaited<ReturnType<typeof collect<HistoryPage>>>) =>
  pages.flatMap(({ rows }) => rows.map(({ number }) => number));

async function createList(count: number) {
  const world = await createHydration();
  const numbers = world.open(count, 1000).toReversed();
  const list = (pageSize = 8, from?: HistoryPlace) =>
    collect(
      listByCreation(world.client, { githubId: world.githubId, nodeId: world.nodeId }, from, {
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
  ] as const)("requests half as many rows until GitHub returns them: %o", async (fault) => {
    const { github, numbers, list } = await createList(10);
    github.faults.add({ when: asksMoreThan(2), fault });
    const pages = await list();
    expect(pages.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual(numbers);
    expect(Math.max(...pages.map(({ rows }) => rows.length))).toBe(2);
  });

  it("the list of the history is too heavy, and may succeed later, if GitHub cannot return even one row", async () => {
    const { github, list } = await createList(3);
    const path = ["node", "pullRequests"];
    github.faults.add({ fault: { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED", path } });
    await expect(list()).rejects.toMatchObject({ code: "query_too_heavy", retryable: true });
    expect(github.ledger.entries).toHaveLength(4);
  });

  it("I16: continues from the place of any of its pages, which counts the rows before it", async () => {
    const { numbers, list } = await createList(10);
    const pages = await list(4);
    expect(pages.map(({ last, total }) => ({ last, total }))).toEqual([
      { last: false, total: 10 },
      { last: false, total: 10 },
      { last: true, total: 10 },
    ]);
    expect(pages.map(({ place }) => place?.count)).toEqual([4, 8, undefined]);
    for (const [index, { place }] of pages.slice(0, -1).entries()) {
      expect(place).toMatchObject({ number: numbers[4 * index + 3], cursor: expect.any(String) });
      const rest = await list(4, place);
      expect(numbersIn(rest)).toEqual(numbers.slice(4 * index + 4));
      expect(rest.map((page) => page.place?.count)).toEqual(
        pages.slice(index + 1).map((page) => page.place?.count),
      );
    }
  });

  it("requests longer pages again, up to the usual, once GitHub can return them", async () => {
    const { github, list } = await createList(24);
    const when = { operation: "ListHistory" };
    github.faults.add({ when, times: 1, fault: { kind: "graphql-timeout" } });
    const lengths = (await list(8)).map(({ rows }) => rows.length);
    expect(lengths[0]).toBe(4);
    expect(lengths[1]).toBeGreaterThan(4);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(8);
  });

  it("leaves out a row with an error, and counts it", async () => {
    const { github, numbers, list } = await createList(6);
    const path = ["node", "pullRequests", "nodes", 1];
    const change = ({ data }: Answer) => {
      data.node?.pullRequests?.nodes.splice(1, 1, null);
      return { data, errors: [{ message: "Oops", path }] };
    };
    github.faults.add({ ...rewrite(change), times: 1 });
    const pages = await list(3);
    expect(numbersIn(pages)).toEqual(numbers.filter((number) => number !== numbers[1]));
    expect(pages[0]?.place?.count).toBe(3);
  });

  it("keeps the place of the page before if GitHub hides every row", async () => {
    const { github, numbers, list } = await createList(9);
    const change = ({ data }: Answer) => {
      data.node?.pullRequests?.nodes.fill(null);
      return { data };
    };
    const { fault } = rewrite(change);
    github.faults.add({ when: { operation: "ListHistory", nth: 2 }, fault });
    const [, hidden] = await list(3);
    expect(hidden).toMatchObject({ rows: [], place: { number: numbers[2], count: 6 } });
  });

  const transient = { code: "transient", retryable: true };
  it.each<readonly [string, (answer: Answer) => unknown, object]>([
    [
      "continues without a cursor",
      ({ data }) => {
        const pullRequests = data.node?.pullRequests;
        if (pullRequests) pullRequests.pageInfo = { hasNextPage: true, endCursor: null };
        return { data };
      },
      transient,
    ],
    ["is absent", () => ({ data: { node: { pullRequests: null } } }), transient],
    [
      "has an error beside its rows",
      ({ data }) => ({ data, errors: [{ message: "Oops", path: ["node", "pullRequests"] }] }),
      { ...transient, message: "GitHub did not list the pull requests: Oops." },
    ],
    [
      "has an error at all of its rows",
      ({ data }) => {
        const path = ["node", "pullRequests", "nodes"];
        return { data, errors: [{ message: "Oops", path }] };
      },
      transient,
    ],
    [
      "has an error without a path",
      ({ data }) => ({ data, errors: [{ message: "Oops" }] }),
      transient,
    ],
    [
      "does not know the cursor",
      () => ({
        data: { node: null },
        errors: [
          { type: "INVALID_CURSOR_ARGUMENTS", message: "No cursor", path: ["node"] },
          { message: "Oops", path: ["node"] },
        ],
      }),
      { ...transient, message: "GitHub did not list the pull requests: No cursor." },
    ],
    [
      "is of another repository",
      ({ data }) => ({ data: { node: { ...data.node, databaseId: 999_999 } } }),
      { code: "response_invalid" },
    ],
  ])("I2: throws, and does not end, if it %s", async (_, change, expected) => {
    const { github, list } = await createList(3);
    github.faults.add(rewrite(change));
    expect(await rejectionOf(list())).toMatchObject(expected);
  });

  it("I2: throws the repository's own error if it is not shown", async () => {
    const { github, list } = await createList(3);
    github.faults.add(rewrite(() => ({ data: { node: null } })));
    const error = await rejectionOf(list());
    expect(error).toMatchObject({ name: "GhsyncError" });
    expect(error).not.toMatchObject({ message: expect.stringContaining("did not list") });
  });

  it("accepts a young repository for which GraphQL shows no number", async () => {
    const { github, numbers, list } = await createList(3);
    const change = ({ data }: Answer) => ({ data: { node: { ...data.node, databaseId: null } } });
    github.faults.add(rewrite(change));
    expect(numbersIn(await list())).toEqual(numbers);
  });

  it("requests no shorter page if it fails for another reason", async () => {
    const { github, list } = await createList(3);
    github.faults.add({ fault: { kind: "error", status: 401 } });
    await expect(list()).rejects.toMatchObject({ code: "token_refused" });
    const asked = github.ledger.entries.filter(({ operation }) => operation === "ListHistory");
    expect(asked.length).toBeLessThanOrEqual(2);
  });
});
