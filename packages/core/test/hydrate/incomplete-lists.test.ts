import { type ChildKind, childKinds } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createChildWorld, target } from "../support/child-world.ts";
import { times } from "../support/hydration.ts";
import { listOf } from "../support/refusals.ts";

type List = { nodes: unknown[]; totalCount: number };
type Answer = { data?: { node?: { p1?: Record<string, List> } } };
type Api = "graphql" | "rest";

const connectionOf: { readonly [K in ChildKind]: string } = {
  reviews: "reviews",
  reviewComments: "reviewThreads",
  comments: "comments",
  commits: "commits",
  files: "files",
};

/** REST does not count reviews, and cannot delete one. */
const isCounted = (kind: ChildKind, api: Api) => api === "graphql" || kind !== "reviews";

/** The rows of a kind in a response of this interface. */
function rowsIn(body: unknown, path: string, kind: ChildKind, api: Api): unknown[] | undefined {
  if (api === "rest") return listOf[kind].test(path) ? (body as unknown[]) : undefined;
  return (body as Answer).data?.node?.p1?.[connectionOf[kind]]?.nodes;
}

/**
 * Removes the last row of a kind from some responses of an interface, and leaves GitHub's count as
 * it is.
 */
function lose(kind: ChildKind, api: Api, atMost: number, which: "first" | "last" = "last") {
  let left = atMost;
  return (body: unknown, path: string): unknown => {
    const rows = rowsIn(body, path, kind, api);
    if (!rows || left === 0) return body;
    left -= 1;
    if (which === "last") rows.pop();
    else rows.shift();
    return body;
  };
}

type Alter = ReturnType<typeof lose>;

const both =
  (one: Alter, other: Alter): Alter =>
  (body, path) =>
    other(one(body, path), path);

const cases = (["graphql", "rest"] as const).flatMap((api) =>
  childKinds.filter((kind) => isCounted(kind, api)).map((kind) => ({ api, kind }) as const),
);
const forEver = Number.POSITIVE_INFINITY;
const otherThan = (api: Api): Api => (api === "graphql" ? "rest" : "graphql");

describe("a list with fewer rows than GitHub counts", () => {
  it.each(cases)(
    "I7: a list with fewer rows than GitHub counts of $kind by $api is read again once",
    async ({ api, kind }) => {
      const { read, requests } = await createChildWorld(lose(kind, api, 1));
      const { children, truncated, unread } = await read(api);
      for (const each of childKinds) expect(children[each], each).toHaveLength(2);
      expect({ truncated, unread }).toEqual({ truncated: [], unread: [] });
      expect(requests()).toBe(api === "graphql" ? 2 : 12);
    },
  );

  it.each(cases)(
    "I7: of $kind by $api at every read is read by the other interface, complete",
    async ({ api, kind }) => {
      const { read, requests } = await createChildWorld(lose(kind, api, forEver));
      const { children, truncated, unread } = await read(api);
      for (const each of childKinds) expect(children[each], each).toHaveLength(2);
      expect({ truncated, unread }).toEqual({ truncated: [], unread: [] });
      // Beside the two tries: the pull request and its list by REST, or one query.
      expect(requests()).toBe(api === "graphql" ? 2 + 2 : 12 + 1);
    },
  );

  it.each(cases)(
    "I7: of $kind by $api, and by the other interface with the same rows, is final and flagged",
    async ({ api, kind }) => {
      const alter = both(lose(kind, "graphql", forEver), lose(kind, "rest", forEver));
      const { read, requests } = await createChildWorld(alter);
      const { children, truncated, unread } = await read(api);
      expect(children[kind]).toHaveLength(1);
      expect({ truncated, unread }).toEqual({ truncated: [kind], unread: [] });
      expect(requests()).toBe(api === "graphql" ? 2 + 2 : 12 + 1);
    },
  );

  it.each(cases)(
    "I7: of $kind by $api, and by the other interface with other rows, is unread",
    async ({ api, kind }) => {
      const alter = both(
        lose(kind, "graphql", forEver, "first"),
        lose(kind, "rest", forEver, "last"),
      );
      const { read } = await createChildWorld(alter);
      const { children, truncated, unread } = await read(api);
      expect(children[kind]).toBeUndefined();
      for (const each of childKinds.filter((one) => one !== kind)) {
        expect(children[each], each).toHaveLength(2);
      }
      expect({ truncated, unread }).toEqual({ truncated: [], unread: [kind] });
    },
  );

  it.each(cases)(
    "I7: of $kind by $api, and not given by the other interface, is unread",
    async ({ api, kind }) => {
      const { github, read } = await createChildWorld(lose(kind, api, forEver));
      const path = otherThan(api) === "rest" ? listOf[kind] : /\/graphql$/;
      github.faults.add({ when: { path }, fault: { kind: "error", status: 500 } });
      const { children, truncated, unread } = await read(api);
      expect(children[kind]).toBeUndefined();
      expect({ truncated, unread }).toEqual({ truncated: [], unread: [kind] });
    },
  );

  it.each(["graphql", "rest"] as const)(
    "is not found if all rows are there, by %s",
    async (api) => {
      const { read, requests } = await createChildWorld();
      expect(await read(api)).toMatchObject({ truncated: [], unread: [] });
      expect(requests()).toBe(api === "graphql" ? 1 : 6);
    },
  );

  const loses = {
    "by rows that GitHub hides": {
      kind: "comments",
      alter: (body: unknown) => {
        const comments = (body as Answer).data?.node?.p1?.comments;
        if (comments) comments.nodes[0] = null;
        return body;
      },
    },
    "of a thread's comments": {
      kind: "reviewComments",
      alter: (body: unknown) => {
        const [thread] = (body as Answer).data?.node?.p1?.reviewThreads?.nodes ?? [];
        (thread as { comments: List } | undefined)?.comments.nodes.pop();
        return body;
      },
    },
  } as const;

  it.each(Object.entries(loses))(
    "I7: %s is read by REST, and flagged if REST does not have the rest",
    async (_, { kind, alter }) => {
      const whole = await (await createChildWorld(alter)).read("graphql");
      expect(whole.children[kind]).toHaveLength(2);
      expect(whole).toMatchObject({ truncated: [], unread: [] });
      const short = await createChildWorld(both(alter, lose(kind, "rest", forEver, "first")));
      const { children, truncated, unread } = await short.read("graphql");
      expect(children[kind]).toMatchObject([{ body: "Two" }]);
      expect({ truncated, unread }).toEqual({ truncated: [kind], unread: [] });
    },
  );

  it("I7: on a further page is read by REST, and flagged if REST does not have the rest", async () => {
    const onFurtherPage = (body: unknown) => {
      const page = (body as { data?: { n0?: { page: List } } }).data?.n0?.page;
      page?.nodes.pop();
      return body;
    };
    const readOf = async (alter: Alter) => {
      const { github, read } = await createChildWorld(alter);
      times(60, (index) => github.truth.comment({ ...target, actor: "bob", body: `${index}` }));
      return read("graphql");
    };
    const whole = await readOf(onFurtherPage);
    expect(whole.children.comments).toHaveLength(62);
    expect(whole).toMatchObject({ truncated: [], unread: [] });
    const short = await readOf(both(onFurtherPage, lose("comments", "rest", forEver)));
    expect(short.children.comments).toHaveLength(61);
    expect(short).toMatchObject({ truncated: ["comments"], unread: [] });
  });
});
