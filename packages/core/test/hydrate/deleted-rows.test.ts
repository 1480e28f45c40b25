import { describe, expect, it } from "vitest";
import { createChildWorld, repository, target } from "../support/child-world.ts";
import { times } from "../support/hydration.ts";

describe("a row that is deleted between two pages", () => {
  it.each(["graphql", "rest"] as const)("I7: hides no other comment, by %s", async (api) => {
    const { github, read } = await createChildWorld();
    const { truth } = github;
    const ids = times(150, (index) => truth.comment({ ...target, actor: "bob", body: `${index}` }));
    const isFirstPage = ({ operation, path }: { operation: string; path: string }) =>
      operation === "Hydrate" || /\/issues\/1\/comments\?(?!.*page=2)/.test(path);
    const [first = 0] = ids;
    const stop = github.onResponse((request) => {
      if (!isFirstPage(request)) return;
      stop();
      truth.deleteComment({ repository, comment: first });
    });
    const { children, truncated } = await read(api);
    const kept = new Set(children.comments?.map(({ id }) => id));
    expect(ids.slice(1).filter((id) => !kept.has(id))).toEqual([]);
    expect(truncated).toEqual([]);
  });

  it("GraphQL reads a list again, complete, if a row of its next page is deleted meanwhile", async () => {
    const { github, read, requests } = await createChildWorld();
    const { truth } = github;
    const ids = times(100, (index) => truth.comment({ ...target, actor: "bob", body: `${index}` }));
    const stop = github.onResponse(() => {
      stop();
      truth.deleteComment({ repository, comment: ids.at(-1) ?? 0 });
    });
    const { children, truncated } = await read("graphql");
    expect(children.comments).toHaveLength(101);
    expect(truncated).toEqual([]);
    expect(requests()).toBe(4);
  });

  it("I7: hides no other review comment, by REST", async () => {
    const { github, read } = await createChildWorld();
    const { truth } = github;
    const comments = times(150, (index) => ({ path: "a.ts", line: index + 1, body: `${index}` }));
    truth.submitReview({ ...target, actor: "bob", comments });
    const before = (await read("rest")).children.reviewComments?.map(({ id }) => id) ?? [];
    const [first = 0] = before;
    const stop = github.onResponse(({ path }) => {
      if (!/\/pulls\/1\/comments\?(?!.*page=2)/.test(path)) return;
      stop();
      truth.deleteReviewComment({ repository, comment: first });
    });
    const after = (await read("rest")).children.reviewComments?.map(({ id }) => id);
    expect(before).toHaveLength(152);
    expect(after).toEqual(before.slice(1));
  });
});

describe("a list that GitHub truncates at its own cap", () => {
  it("I7: a list that GitHub truncates at its own cap is flagged, and not read again", async () => {
    const { github, read, requests } = await createChildWorld();
    const commits = times(260, (index) => ({ message: `${index}` }));
    github.truth.pushCommits({ ...target, commits });
    const { children, truncated } = await read("rest");
    expect(children.commits).toHaveLength(250);
    expect(truncated).toEqual(["commits"]);
    // The pull request, three pages of commits, and one of each other kind.
    expect(requests()).toBe(8);
  });
});
