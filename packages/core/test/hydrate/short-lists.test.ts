import { type ChildKind, childKinds } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createChildWorld, target } from "../support/child-world.ts";
import { times } from "../support/hydration.ts";

type List = { nodes: unknown[]; totalCount: number };
type Answer = { data?: { node?: { p1?: Record<string, List> } } };

/** Takes the last row of a kind out of an answer, and leaves GitHub's count as it is. */
const losses: { readonly [K in ChildKind]: { connection: string; path: RegExp | undefined } } = {
  // REST does not count reviews; it gives no way to delete one either.
  reviews: { connection: "reviews", path: undefined },
  reviewComments: { connection: "reviewThreads", path: /\/pulls\/1\/comments$/ },
  comments: { connection: "comments", path: /\/issues\/1\/comments$/ },
  commits: { connection: "commits", path: /\/pulls\/1\/commits$/ },
  files: { connection: "files", path: /\/pulls\/1\/files$/ },
};

function lose(kind: ChildKind, atMost: number) {
  const { connection, path } = losses[kind];
  let left = atMost;
  return (body: unknown, asked: string): unknown => {
    const list = (body as Answer).data?.node?.p1?.[connection];
    const rows = list ? list.nodes : path?.test(asked) ? (body as unknown[]) : undefined;
    if (!rows || left === 0) return body;
    left -= 1;
    rows.pop();
    return body;
  };
}

const cases = (["graphql", "rest"] as const).flatMap((api) =>
  childKinds
    .filter((kind) => api === "graphql" || losses[kind].path)
    .map((kind) => ({ api, kind }) as const),
);

describe("a list that is shorter than GitHub counts", () => {
  it.each(cases)("I7: of $kind by $api is read once more", async ({ api, kind }) => {
    const { read, requests } = await createChildWorld(lose(kind, 1));
    const { children, truncated } = await read(api);
    for (const each of childKinds) expect(children[each], each).toHaveLength(2);
    expect(truncated).toEqual([]);
    expect(requests()).toBe(api === "graphql" ? 2 : 12);
  });

  it.each(cases)("I7: of $kind by $api twice is flagged", async ({ api, kind }) => {
    const { read, requests } = await createChildWorld(lose(kind, 2));
    const { children, truncated } = await read(api);
    expect(children[kind]).toHaveLength(1);
    expect(truncated).toEqual([kind]);
    expect(requests()).toBe(api === "graphql" ? 2 : 12);
  });

  it.each(["graphql", "rest"] as const)("is not found where all is there, by %s", async (api) => {
    const { read, requests } = await createChildWorld();
    expect((await read(api)).truncated).toEqual([]);
    expect(requests()).toBe(api === "graphql" ? 1 : 6);
  });

  it("I7: by rows that GitHub hides is flagged", async () => {
    const hide = (body: unknown) => {
      const comments = (body as Answer).data?.node?.p1?.comments;
      if (comments) comments.nodes[0] = null;
      return body;
    };
    const { read } = await createChildWorld(hide);
    const { children, truncated } = await read("graphql");
    expect(children.comments).toMatchObject([{ body: "Two" }]);
    expect(truncated).toEqual(["comments"]);
  });

  it("I7: of a thread's comments is flagged", async () => {
    const { read } = await createChildWorld((body) => {
      const [thread] = (body as Answer).data?.node?.p1?.reviewThreads?.nodes ?? [];
      (thread as { comments: List } | undefined)?.comments.nodes.pop();
      return body;
    });
    const { children, truncated } = await read("graphql");
    expect(children.reviewComments).toMatchObject([{ body: "Two" }]);
    expect(truncated).toEqual(["reviewComments"]);
  });

  it("I7: on a further page is flagged", async () => {
    const { github, read } = await createChildWorld((body) => {
      const page = (body as { data?: { n0?: { page: List } } }).data?.n0?.page;
      page?.nodes.pop();
      return body;
    });
    times(60, (index) => github.truth.comment({ ...target, actor: "bob", body: `${index}` }));
    const { children, truncated } = await read("graphql");
    expect(children.comments).toHaveLength(61);
    expect(truncated).toEqual(["comments"]);
  });
});
