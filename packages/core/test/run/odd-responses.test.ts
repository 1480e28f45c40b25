import { describe, expect, it } from "vitest";
import { createFullWorld, rewritePullRequest, rewriteRest } from "../support/full-world.ts";
import { listOf, pullPath } from "../support/refusals.ts";
import { expectEqualsGitHub, fullName, hourMs } from "../sync-harness.ts";

const items = { status: "partial", reason: "items" } as const;
const complete = { status: "complete" } as const;

interface Row {
  [field: string]: unknown;
}

/** A REST list, a field of its rows that GitHub always sends, and what it sends instead. */
const fields: readonly (readonly [kind: keyof typeof listOf, field: string, value: unknown])[] = [
  ["reviews", "state", "GONE"],
  ["reviews", "author_association", undefined],
  ["reviewComments", "diff_hunk", null],
  ["reviewComments", "id", "x"],
  ["comments", "updated_at", null],
  ["comments", "user", undefined],
  ["commits", "sha", null],
  ["commits", "commit", null],
  ["files", "status", undefined],
  ["files", "additions", "1"],
];

describe.each(fields)("if REST sends %s with a wrong %s: %s", (kind, field, value) => {
  async function createOdd(api: "graphql" | "rest") {
    const world = await createFullWorld({ api });
    expect(await world.run()).toMatchObject(complete);
    const path = new RegExp(listOf[kind].source.replace("\\d+", "3"));
    rewriteRest(world.github, path, (rows: Row[]) => {
      if (rows[0]) rows[0][field] = value;
    });
    world.change(3);
    return world;
  }

  it("I7: GraphQL has that list", async () => {
    const world = await createOdd("rest");
    expect(await world.run()).toMatchObject(complete);
    expect(world.stored()[1]?.unread).toEqual([]);
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  });

  it("I13, I14: it affects only its kind if GraphQL fails, the reason names the field, and it is read later", async () => {
    const world = await createOdd("rest");
    world.github.faults.add({ when: { path: /\/graphql$/ }, fault: { kind: "reset" } });
    const before = world.stored();
    world.change(4);
    expect(await world.run()).toMatchObject(items);
    const [first, third, fourth] = world.stored();
    expect([first?.unread, third?.unread, fourth?.unread]).toEqual([[], [kind], []]);
    expect(third?.children[kind]).toEqual(before[1]?.children[kind]);
    expect(third?.pullRequest.labels).toHaveLength(2);
    expect(fourth?.children[kind]?.length).toBeGreaterThan(before[2]?.children[kind]?.length ?? 0);
    const place = expect.stringMatching(new RegExp(`#3\\.${kind}\\[0\\]\\.${field}`));
    expect(await world.dirty()).toMatchObject([{ number: 3, reason: place }]);
    world.github.faults.clear();
    world.github.clock.advance(hourMs);
    expect(await world.run()).toMatchObject(complete);
    expect(world.stored().map(({ unread }) => unread)).toEqual([[], [], []]);
    await expectEqualsGitHub(world);
  });
});

describe.each(["title", "merged_at", "labels", "author_association", "base"])(
  "if REST leaves %s out of a pull request",
  (field) => {
    it.each([
      ["GraphQL has it", false],
      ["it waits alone if GraphQL fails, and the reason names the field", true],
    ])("I13: %s", async (_, isOut) => {
      const world = await createFullWorld({ api: "rest" });
      expect(await world.run()).toMatchObject(complete);
      const before = world.stored()[1];
      rewriteRest(world.github, /\/pulls\/3$/, (row: Row) => void delete row[field]);
      if (isOut) {
        world.github.faults.add({ when: { path: /\/graphql$/ }, fault: { kind: "reset" } });
      }
      world.change(3);
      expect(await world.run()).toMatchObject(isOut ? items : complete);
      if (isOut) {
        expect(world.stored()[1]).toEqual(before);
        const reason = expect.stringContaining(`#3.${field}`);
        expect(await world.dirty()).toMatchObject([{ number: 3, reason }]);
      }
      world.github.faults.clear();
      world.github.clock.advance(hourMs);
      expect(await world.run()).toMatchObject(complete);
      await expectEqualsGitHub(world);
    });
  },
);

describe("a response about something else than what was requested", () => {
  const four = { number: 4 };
  const wrongs = {
    "a pull request of another number, by REST": {
      api: "rest",
      spoil: (world: World) =>
        rewriteRest(world.github, /\/pulls\/3$/, (row: Row) => void Object.assign(row, four)),
      other: /\/graphql$/,
      tells: "is about #4, but #3 was requested",
    },
    "a pull request of another repository, by REST": {
      api: "rest",
      spoil: (world: World) =>
        rewriteRest(world.github, /\/pulls\/3$/, (row: { base: { repo: Row } }) => {
          row.base.repo.id = 7;
        }),
      other: /\/graphql$/,
      tells: "is about repository 7",
    },
    "a pull request of another number, by GraphQL": {
      api: "graphql",
      spoil: (world: World) =>
        rewritePullRequest(world.github, 3, (answer) => void Object.assign(answer, four)),
      other: /\/pulls\/3$/,
      tells: "is about #4, but #3 was requested",
    },
  } as const;
  type World = Awaited<ReturnType<typeof createFullWorld>>;

  it.each(Object.entries(wrongs))("%s: the other interface is used", async (_, { api, spoil }) => {
    const world = await createFullWorld({ api });
    expect(await world.run()).toMatchObject(complete);
    spoil(world);
    world.change(3);
    const isRest = api === "rest";
    expect(await world.run()).toMatchObject(isRest ? complete : items);
    // REST has no linked issues.
    expect(world.stored()[1]?.unread).toEqual(isRest ? [] : ["linkedIssues"]);
    world.github.faults.clear();
    if (!isRest) await world.expectHealed();
    await expectEqualsGitHub(world);
  });

  it.each(Object.entries(wrongs))(
    "%s: nothing of it is stored if the other interface fails",
    async (_, { api, spoil, other, tells }) => {
      const world = await createFullWorld({ api });
      expect(await world.run()).toMatchObject(complete);
      const before = world.stored();
      spoil(world);
      world.github.faults.add({ when: { path: other }, fault: { kind: "error", status: 500 } });
      world.change(3);
      expect(await world.run()).toMatchObject(items);
      expect(world.stored()).toEqual(before);
      const reason = expect.stringContaining(tells);
      expect(await world.dirty()).toMatchObject([{ number: 3, reason }]);
      world.github.faults.clear();
      world.github.clock.advance(hourMs);
      expect(await world.run()).toMatchObject(complete);
      await expectEqualsGitHub(world);
    },
  );

  it("a repository of another id, by GraphQL: REST is used, and nothing of it is stored", async () => {
    const world = await createFullWorld();
    expect(await world.run()).toMatchObject(complete);
    world.github.faults.add({
      when: { operation: "Hydrate" },
      fault: {
        kind: "rewrite",
        change(body) {
          const { node } = body.data;
          node.databaseId = 7;
          for (const name of Object.keys(node)) if (/^p\d/.test(name)) node[name].title = "Other";
          return body;
        },
      },
    });
    world.change(3);
    expect(await world.run()).toMatchObject(items);
    expect(world.stored().map(({ pullRequest }) => pullRequest.title)).toEqual([
      "Two",
      "Three",
      "Four",
    ]);
    expect(world.stored()[1]).toMatchObject({ unread: ["linkedIssues"] });
    expect(world.stored()[1]?.children.comments).toHaveLength(2);
    world.github.faults.clear();
    await world.expectHealed();
    await expectEqualsGitHub(world);
  });
});

describe("a batch whose pull requests all need REST", () => {
  it("I16: ends after about 24 requests by REST, and the next one continues", async () => {
    const world = await createFullWorld();
    const { github } = world;
    for (let index = 0; index < 40; index += 1) {
      github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: `${index}` });
    }
    github.clock.advance(hourMs);
    github.faults.add({
      fault: { kind: "graphql-error", type: "FORBIDDEN", field: "PullRequest.reviews" },
    });
    github.ledger.clear();
    expect(await world.run()).toMatchObject(complete);
    const isOfBatch = ({ operation, path }: { operation?: string | undefined; path: string }) =>
      operation === "Hydrate" || pullPath.test(path) || listOf.reviews.test(path);
    const asked = github.ledger.entries.filter(isOfBatch);
    const batches: number[] = [];
    for (const { operation } of asked) {
      if (operation === "Hydrate") batches.push(0);
      else batches.push((batches.pop() ?? 0) + 1);
    }
    // Two requests for each of 43 pull requests: itself and its reviews.
    expect(batches.reduce((sum, each) => sum + each, 0)).toBe(2 * 43);
    expect(Math.max(...batches)).toBe(24);
    expect(batches.length).toBe(Math.ceil((2 * 43) / 24));
    expect(world.stored()).toHaveLength(43);
    github.faults.clear();
    await expectEqualsGitHub(world);
  });
});

describe.each([
  ["reviews", "pull_request_url", "pulls"],
  ["reviewComments", "pull_request_url", "pulls"],
  ["comments", "issue_url", "issues"],
] as const)("if REST returns the %s of another pull request", (kind, field, resource) => {
  it("I1: none of them is stored, and GraphQL has that list", async () => {
    const world = await createFullWorld({ api: "rest" });
    expect(await world.run()).toMatchObject(complete);
    const path = new RegExp(listOf[kind].source.replace("\\d+", "3"));
    rewriteRest(world.github, path, (rows: Row[]) => {
      for (const row of rows) {
        row.id = Number(row.id) + 1_000_000;
        row[field] = `https://api.github.com/repos/acme/api/${resource}/4`;
      }
    });
    world.change(3);
    expect(await world.run()).toMatchObject(complete);
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  });
});

describe.each(["commits", "changed_files"])("where REST counts 0 %s", (field) => {
  it.each([1, undefined])(
    "I7: the list is asked, and nothing is deleted; times: %s",
    async (times) => {
      const world = await createFullWorld({ api: "rest" });
      expect(await world.run()).toMatchObject(complete);
      world.change(3);
      const change = (row: Row) => ({ ...row, [field]: 0 });
      const when = { path: /\/pulls\/3$/ };
      const fault = { kind: "rewrite", change } as const;
      world.github.faults.add(times ? { when, times, fault } : { when, fault });
      await world.run();
      const kind = field === "commits" ? "commits" : "files";
      const [, stored] = world.stored();
      expect(stored?.children[kind]?.length).toBeGreaterThan(2);
      if (times) await expectEqualsGitHub(world);
    },
  );
});

describe("where REST counts none of a diff at the ends of what is stored", () => {
  it("I7: the lists are asked", async () => {
    const world = await createFullWorld({ api: "rest" });
    expect(await world.run()).toMatchObject(complete);
    const target = { repository: fullName, number: 3 };
    world.github.truth.pushCommits({ ...target, commits: [{ message: "New" }] });
    expect(await world.run()).toMatchObject(complete);
    world.github.truth.editPullRequest({ ...target, title: "Changed" });
    world.github.clock.advance(hourMs);
    const none = { commits: 0, changed_files: 0, additions: 0, deletions: 0 };
    world.github.faults.add({
      when: { path: /\/pulls\/3$/ },
      times: 1,
      fault: { kind: "rewrite", change: (row: Row) => ({ ...row, ...none }) },
    });
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
  });
});

describe.each(["graphql", "rest"] as const)(
  "where the body of another number comes by %s",
  (api) => {
    it("I1: under the number that was asked for: nothing of it is stored", async () => {
      const world = await createFullWorld({ api });
      if (api === "rest") {
        let ofFour: Row | undefined;
        rewriteRest(world.github, /\/pulls\/[234]$/, (row: Row) => {
          if (row.number === 4) ofFour = structuredClone(row);
          if (row.number === 3 && ofFour) Object.assign(row, ofFour, { number: 3 });
        });
      } else {
        world.github.faults.add({
          when: { path: /\/graphql$/ },
          fault: {
            kind: "rewrite",
            change(body) {
              const node = body?.data?.node;
              if (node?.p3 && node.p4) node.p3 = { ...structuredClone(node.p4), number: 3 };
              return body;
            },
          },
        });
      }
      await world.run();
      const titles = world
        .stored()
        .map(({ pullRequest }) => [pullRequest.number, pullRequest.title]);
      expect(titles).not.toContainEqual([3, "Four"]);
      world.github.faults.clear();
      world.github.clock.advance(hourMs);
      expect(await world.run()).toMatchObject(complete);
      await expectEqualsGitHub(world);
    });
  },
);

describe("where GraphQL refuses one list once, and REST's list of it is short", () => {
  it.each([
    ["comments", "comments"],
    ["reviewThreads", "reviewComments"],
    ["commits", "commits"],
    ["files", "files"],
  ] as const)("I7: once: %s are read again", async (list, kind) => {
    const world = await createFullWorld();
    expect(await world.run()).toMatchObject(complete);
    world.change(3);
    world.github.faults.add({
      times: 1,
      fault: { kind: "graphql-error", type: "FORBIDDEN", field: `PullRequest.${list}` },
    });
    const shorten = (rows: Row[]) => rows.slice(1);
    const fault = { kind: "rewrite", change: shorten } as const;
    world.github.faults.add({ when: { path: listOf[kind] }, times: 1, fault });
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
  });

  it("I7: twice, by a GraphQL that refuses everything once: is asked again", async () => {
    const world = await createFullWorld({ api: "rest" });
    expect(await world.run()).toMatchObject(complete);
    world.change(3);
    const denied = { data: null, errors: [{ type: "NOT_FOUND", path: ["node"], message: "No" }] };
    const when = { path: /\/graphql$/ };
    world.github.faults.add({ when, times: 1, fault: { kind: "rewrite", change: () => denied } });
    const fault = { kind: "rewrite", change: (rows: Row[]) => rows.slice(1) } as const;
    world.github.faults.add({ when: { path: listOf.comments }, times: 2, fault });
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
  });
});
