import { createSync } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createHarness, expectEqualsGitHub, openPullRequests } from "../sync-harness.ts";

interface Listed {
  data: { node: { pullRequests: { nodes: unknown[]; totalCount: number; pageInfo: object } } };
}

/** What each response of the history's list becomes, by its index. */
const endless: { readonly [name: string]: (listed: Listed, index: number) => void } = {
  "one cursor again and again": ({ data: { node } }) => {
    node.pullRequests.pageInfo = { hasNextPage: true, endCursor: "same" };
  },
  "two cursors alternating": ({ data: { node } }, index) => {
    node.pullRequests.pageInfo = { hasNextPage: true, endCursor: `turn ${index % 2}` };
  },
  "new cursors, and empty pages": ({ data: { node } }, index) => {
    if (index > 0) node.pullRequests.nodes = [];
    node.pullRequests.pageInfo = { hasNextPage: true, endCursor: `new ${index}` };
  },
  "new cursors, and pages of hidden rows": ({ data: { node } }, index) => {
    if (index > 0) node.pullRequests.nodes = node.pullRequests.nodes.map(() => null);
    node.pullRequests.pageInfo = { hasNextPage: true, endCursor: `new ${index}` };
  },
  "new cursors, and rows that were shown": ({ data: { node } }, index) => {
    node.pullRequests.pageInfo = { hasNextPage: true, endCursor: `new ${index}` };
  },
};

/** Makes the history's list return its front for every cursor, and then changes it. */
function fromItsFront({ fetch }: FakeGitHub, change: (listed: Listed) => void): typeof fetch {
  return async (input, init) => {
    const body = String(init?.body ?? "");
    if (!body.includes("ListHistory")) return fetch(input, init);
    const front = body.replace(/"after":"[^"]*"/, '"after":null');
    const response = await fetch(input, { ...init, body: front });
    const listed = (await response.json()) as Listed;
    change(listed);
    return new Response(JSON.stringify(listed), { headers: response.headers });
  };
}

describe.each(Object.entries(endless))("a history by GraphQL of %s", (_name, change) => {
  it.each([{ slices: {} }, { slices: { maxDurationMs: 1 } }])(
    "I12: ends, and REST continues it: $slices",
    async ({ slices }) => {
      const github = createFakeGitHub();
      const harness = await createHarness({ github, pageSize: 3, ...slices });
      openPullRequests(github, 8);
      github.onResponse(() => github.clock.advance(1000));
      let index = 0;
      const fetch = fromItsFront(github, (listed) => {
        if (index > 60) throw new Error("The list was asked for without an end.");
        change(listed, index);
        index += 1;
      });
      const sync = createSync({ ...harness.options, github: { ...harness.options.github, fetch } });
      for (let run = 0; run < 100; run += 1) {
        if ((await sync.syncRepository(harness.id)).status === "complete") break;
      }
      expect(index).toBeLessThanOrEqual(60);
      await expectEqualsGitHub(harness);
    },
  );
});

describe.each([
  { sort: "created", options: { maxDurationMs: 1 } },
  { sort: "updated", options: { historyDays: 30 } },
])("a history by REST in the order of $sort", ({ sort, options }) => {
  it.each([
    { name: "the same page", rows: (rows: unknown) => rows },
    { name: "an empty page", rows: () => [] },
  ])("I12: that never ends, with $name, is refused", async ({ rows }) => {
    const github = createFakeGitHub();
    const harness = await createHarness({ github, api: "rest", pageSize: 3, ...options });
    openPullRequests(github, 8);
    github.onResponse(() => github.clock.advance(1000));
    let asked = 0;
    const fetch: typeof github.fetch = async (input, init) => {
      const { href } = new URL(new Request(input).url);
      if (!/\/pulls\?/.test(href) || !href.includes(`sort=${sort}`))
        return github.fetch(input, init);
      asked += 1;
      if (asked > 60) throw new Error("The list was asked for without an end.");
      const front = href
        .replace(/([?&])page=\d+/, "$1page=1")
        .replace(/per_page=\d+/, "per_page=3");
      const response = await github.fetch(front, init);
      const headers = new Headers(response.headers);
      headers.set("link", `<${href}&page=2>; rel="next"`);
      return new Response(JSON.stringify(rows(await response.json())), { headers });
    };
    const sync = createSync({ ...harness.options, github: { ...harness.options.github, fetch } });
    let outcome = await sync.syncRepository(harness.id);
    for (let run = 0; run < 20 && outcome.status === "partial"; run += 1) {
      outcome = await sync.syncRepository(harness.id);
    }
    expect(outcome).toMatchObject({ status: "error", error: { code: "response_invalid" } });
  });
});
