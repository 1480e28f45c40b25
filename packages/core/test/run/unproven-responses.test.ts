import { describe, expect, it } from "vitest";
import { createFullWorld, type RawPullRequest, rewritePullRequest } from "../support/full-world.ts";
import { listOf } from "../support/refusals.ts";
import { expectEqualsGitHub, fullName } from "../sync-harness.ts";

const items = { status: "partial", reason: "items" } as const;
const complete = { status: "complete" } as const;

type World = Awaited<ReturnType<typeof createFullWorld>>;
type Node = Record<string, RawPullRequest | undefined>;

/** A list in a GraphQL response, unchecked. */
interface List {
  totalCount: number;
  nodes: (RawPullRequest & { comments?: List })[];
}

const repository = fullName;

/** Changes GraphQL's next responses for the repository. */
function rewriteNode({ github }: World, change: (node: Node) => void, times?: number): () => void {
  return github.faults.add({
    when: ({ operation }) => operation === "Hydrate",
    ...(times && { times }),
    fault: {
      kind: "rewrite",
      change(body) {
        change(body.data.node);
        return body;
      },
    },
  });
}

/** A synced world in which the third and the fourth pull request have changed since. */
async function createChanged() {
  const world = await createFullWorld();
  expect(await world.run()).toMatchObject(complete);
  world.change(3);
  world.change(4);
  return world;
}

/** Makes REST fail at every list of a pull request. */
function failLists({ github }: World): void {
  for (const path of Object.values(listOf)) {
    github.faults.add({ when: { path }, fault: { kind: "error", status: 502 } });
  }
}

async function expectHealed(world: World): Promise<void> {
  world.github.faults.clear();
  await world.expectHealed();
  await expectEqualsGitHub(world);
}

describe("a GraphQL response about another pull request", () => {
  const swapped = (node: Node) => {
    const { p3, p4 } = node;
    if (p3 && p4) Object.assign(node, { p3: p4, p4: p3 });
  };

  it.each(["first", "later"])("I7: gives nothing, not even its lists: %s sync", async (when) => {
    const world = when === "first" ? await createFullWorld() : await createChanged();
    rewriteNode(world, swapped, 1);
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
    await expectHealed(world);
  });

  it("I7: gives nothing if REST fails at the lists too", async () => {
    const world = await createChanged();
    rewriteNode(world, swapped);
    failLists(world);
    expect(await world.run()).toMatchObject(items);
    const [, three, four] = world.stored();
    for (const each of [three, four]) {
      const { number } = each?.pullRequest ?? {};
      for (const { url } of each?.children.comments ?? []) expect(url).toContain(`/${number}#`);
    }
    await expectHealed(world);
  });

  it("I7: gives no linked issues of another one, if only they are requested", async () => {
    const world = await createFullWorld();
    rewritePullRequest(world.github, 3, (answer) => {
      if ("title" in answer) answer.closingIssuesReferences = { nodes: [] };
      else Object.assign(answer, { number: 4, closingIssuesReferences: empty() });
    });
    expect(await world.run()).toMatchObject(items);
    expect(world.stored()[1]).toMatchObject({ unread: ["linkedIssues"] });
    await expectHealed(world);
  });
});

const empty = () => ({
  totalCount: 0,
  nodes: [],
  pageInfo: { hasNextPage: false, endCursor: null },
});

describe("a GraphQL list that belongs to another pull request", () => {
  it.each(["reviews", "reviewThreads", "comments", "commits", "reviewRequests"])(
    "I7: %s is not stored",
    async (name) => {
      const world = await createChanged();
      rewriteNode(
        world,
        ({ p3, p4 }) => {
          if (p3 && p4) [p3[name], p4[name]] = [p4[name], p3[name]];
        },
        1,
      );
      expect(await world.run()).toMatchObject(complete);
      await expectEqualsGitHub(world);
    },
  );

  it("I7: an empty list of commits does not count if the pull request changes files", async () => {
    const world = await createChanged();
    rewritePullRequest(world.github, 3, (answer) => {
      if ("commits" in answer) answer.commits = empty();
    });
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
  });

  it("I7: as many commits as counted, but without the head, are not stored", async () => {
    const world = await createChanged();
    const stop = rewritePullRequest(world.github, 3, ({ commits }) => {
      const last = (commits as List).nodes.at(-1)?.commit as { oid: string };
      last.oid = "f".repeat(40);
    });
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
    world.github.faults.add({
      when: { path: listOf.commits },
      fault: { kind: "error", status: 502 },
    });
    world.change(3);
    expect(await world.run()).toMatchObject(items);
    expect(world.stored()[1]).toMatchObject({ unread: ["commits"] });
    stop();
    await expectHealed(world);
  });
});

describe("counts by GraphQL that contradict each other", () => {
  const spoils = {
    "files, where the pull request counts more": ({ files }: RawPullRequest) => {
      (files as List).nodes.shift();
      (files as List).totalCount -= 1;
    },
    "comments, with more rows than counted": ({ comments }: RawPullRequest) => {
      (comments as List).nodes.shift();
      (comments as List).totalCount = 0;
    },
    "review threads, where one without comments is shown twice": ({
      reviewThreads,
    }: RawPullRequest) => {
      const { nodes } = reviewThreads as List;
      const [first] = nodes;
      if (first) nodes[1] = structuredClone({ ...first, comments: empty() });
      if (first) nodes[0] = structuredClone({ ...first, comments: empty() });
    },
  };

  it.each(Object.entries(spoils))("I7: %s, do not prove a complete list", async (_, spoil) => {
    const world = await createChanged();
    rewritePullRequest(world.github, 3, (answer) => void ("title" in answer && spoil(answer)));
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
  });

  it.each([0, 150])(
    "I7: %i by a further page do not shorten the list: it is read once more",
    async (totalCount) => {
      const world = await createFullWorld();
      const { truth, faults } = world.github;
      for (let index = 0; index < 240; index += 1) {
        truth.comment({ repository, number: 3, actor: "bob", body: `${index}` });
      }
      const fault = {
        kind: "rewrite",
        change(body: { data: { n0: { page: object } } }) {
          const pageInfo = { hasNextPage: false, endCursor: null };
          Object.assign(body.data.n0.page, { totalCount, pageInfo });
          return body;
        },
      } as const;
      faults.add({ when: { operation: "HydrateMore" }, times: 1, fault });
      expect(await world.run()).toMatchObject(complete);
      await expectEqualsGitHub(world);
    },
  );
});

describe("a second read of an incomplete list by GraphQL", () => {
  const seconds: Record<string, (node: Node) => void> = {
    "finds no such pull request": (node) => Object.assign(node, { p3: null }),
    "is about another repository": (node) => Object.assign(node, { databaseId: 7 }),
    "gives no reviews": ({ p3 }) => Object.assign(p3 ?? {}, { reviews: null }),
  };

  it.each(Object.entries(seconds))("that %s leaves the first one as it is", async (_, spoil) => {
    const world = await createChanged();
    let reads = 0;
    rewriteNode(world, (node) => {
      if (!node.p3?.comments) return;
      reads += 1;
      if (reads === 1) (node.p3.comments as List).nodes.pop();
      if (reads === 2) spoil(node);
    });
    const { title } = world.stored()[1]?.pullRequest ?? {};
    expect(title).toBe("Three");
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
  });
});

describe("a GraphQL response that is not about the repository", () => {
  const answers = [
    {},
    { node: null },
    { node: {} },
    { node: { databaseId: 7 } },
    [],
    "x",
    true,
  ].map((data) => ({ data }));
  const answer = (world: World, data: unknown, times?: number) =>
    world.github.faults.add({
      when: { operation: "Hydrate" },
      ...(times && { times }),
      fault: { kind: "rewrite", change: () => ({ data }) },
    });

  it.each(answers)("is requested once more: $data", async ({ data }) => {
    const world = await createChanged();
    world.github.ledger.clear();
    answer(world, data, 1);
    expect(await world.run()).toMatchObject(complete);
    const byRest = ({ path }: { path: string }) => listOf.commits.test(path);
    expect(world.github.ledger.entries.filter(byRest)).toEqual([]);
    await expectEqualsGitHub(world);
  });

  it.each(answers)("lets the run continue by REST, if it stays: $data", async ({ data }) => {
    const world = await createChanged();
    answer(world, data);
    expect(await world.run()).toMatchObject(items);
    const [two, three, four] = world.stored();
    expect([two?.unread, three?.unread, four?.unread]).toEqual([
      [],
      ["linkedIssues"],
      ["linkedIssues"],
    ]);
    expect((await world.dirty()).map(({ number }) => number)).toEqual([3, 4]);
    await expectHealed(world);
  });
});

it("a pull request that GraphQL never shows waits only for its linked issues", async () => {
  const world = await createChanged();
  rewriteNode(world, (node) => Object.assign(node, { p3: null }));
  for (let day = 0; day < 3; day += 1) {
    expect(await world.run()).toMatchObject(items);
    expect(world.stored()[1]).toMatchObject({ unread: ["linkedIssues"] });
    expect(world.stored()[1]?.pullRequest.linkedIssues).toEqual([{ repository, number: 1 }]);
    world.github.clock.advance(24 * 3_600_000);
  }
  await expectHealed(world);
});
