import type { PullRequest } from "@ghsync/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import { octocat } from "../../../testing/src/contracts/repo-store/example/example-children.ts";
import { examplePullRequest } from "../../../testing/src/contracts/repo-store/example/example-pull-request.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import type { ListedPullRequest, PullRequestQuery, SqlQueries } from "../../src/queries/index.ts";
import { queryDrivers, startQueries } from "./start-queries.ts";
import { trackAndCommit } from "./track-and-commit.ts";

/** All pages of a list, in order. */
async function walk(
  queries: SqlQueries,
  query: PullRequestQuery,
): Promise<readonly ListedPullRequest[]> {
  const all: ListedPullRequest[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await queries.listPullRequests({ ...query, after });
    all.push(...items);
    if (next === undefined) return all;
    // A page that has a next is full.
    expect(items).toHaveLength(query.limit ?? 50);
    // A walk that repeats itself ends here.
    expect(all.length).toBeLessThan(100);
    after = next;
  }
}

const few = fc.integer({ min: 0, max: 3 }).map(at);
const pullRequest = fc.record({
  state: fc.constantFrom<PullRequest["state"]>("open", "closed", "merged"),
  author: fc.constantFrom(null, octocat, { ...octocat, login: "mona" }),
  draft: fc.boolean(),
  updatedAt: few,
  mergedAt: fc.option(few),
  requestedReviewers: fc.subarray([
    { kind: "actor" as const, ...octocat },
    { kind: "actor" as const, ...octocat, login: "mona" },
    { kind: "team" as const, id: 1, slug: "hubot", name: "Hubot" },
  ]),
});
const repositories = [
  { fullName: "octo/a", tenantId: "acme" },
  { fullName: "octo/b", tenantId: "acme" },
  { fullName: "octo/c", tenantId: "umbrella" },
  { fullName: "octo/d", tenantId: null },
];
// Mostly absent: five filters at once leave nothing to page through.
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary, weight: 1 }, { arbitrary: fc.constant(undefined), weight: 3 });
const query = fc.record({
  scope: fc.oneof(
    fc.record({
      repository: fc.nat({ max: 3 }),
      order: maybe(fc.constantFrom("updated" as const, "created" as const, "merged" as const)),
    }),
    fc.record({
      tenantId: fc.constantFrom("acme", "umbrella", null),
      order: maybe(fc.constantFrom("updated" as const, "merged" as const)),
    }),
  ),
  filter: fc.record({
    state: maybe(fc.constantFrom<PullRequest["state"]>("open", "closed", "merged")),
    author: maybe(fc.constantFrom("octocat", "mona", "nobody")),
    awaitingReviewer: maybe(fc.constantFrom("octocat", "mona", "hubot")),
    draft: maybe(fc.boolean()),
    updatedSince: maybe(few),
    mergedSince: maybe(few),
    limit: fc.integer({ min: 1, max: 5 }),
  }),
});

test.each(queryDrivers)(
  "A walk over all pages gives what a filter over all rows gives, in order, whatever is asked, on %s",
  async (driver) => {
    const { store, queries } = await startQueries(driver);
    const lists = fc.sample(fc.array(pullRequest, { minLength: 9, maxLength: 9 }), {
      numRuns: 4,
      seed: 1,
    });
    const tracked: { id: string; tenantId: string | null; pulls: PullRequest[] }[] = [];
    for (const [index, repository] of repositories.entries()) {
      const pulls = lists[index]?.map((changes, place) => examplePullRequest(place + 1, changes));
      const snapshots = pulls?.map(({ number, ...changes }) =>
        exampleSnapshot(number, { pullRequest: changes }),
      );
      const id = await trackAndCommit(store, repository, toStore(...(snapshots ?? [])));
      tracked.push({ id, tenantId: repository.tenantId, pulls: pulls ?? [] });
    }
    // In the order in which they were tracked, so that keys compare as places do.
    const placeOf = new Map(tracked.map(({ id }, place) => [id, place]));
    const all = tracked.flatMap(({ id, tenantId, pulls }) =>
      pulls.map((pull) => ({ repositoryId: id, tenantId, pullRequest: pull })),
    );

    const property = fc.asyncProperty(query, async ({ scope, filter }) => {
      const { order = "updated" } = scope;
      const whose =
        "repository" in scope
          ? { repositoryId: tracked[scope.repository]?.id ?? "", order: scope.order }
          : scope;
      const expected = all
        .filter((row) =>
          "repositoryId" in whose
            ? row.repositoryId === whose.repositoryId
            : row.tenantId === whose.tenantId,
        )
        .filter(({ pullRequest: { mergedAt } }) => order !== "merged" || mergedAt !== null)
        .filter(({ pullRequest: pull }) => meets(pull, filter))
        .toSorted((one, other) => compare(keyOf(other, order, placeOf), keyOf(one, order, placeOf)))
        .map(({ tenantId, ...row }) => row);
      expect(await walk(queries, { ...whose, ...filter })).toEqual(expected);
    });
    await fc.assert(property, { numRuns: 60 });
  },
);

type Filter = Parameters<Parameters<typeof query.map>[0]>[0]["filter"];

function meets(
  pull: PullRequest,
  { state, author, awaitingReviewer, draft, updatedSince, mergedSince }: Filter,
) {
  const awaited = pull.requestedReviewers.flatMap((one) => (one.kind === "actor" ? one.login : []));
  return (
    (awaitingReviewer === undefined ||
      (pull.state === "open" && awaited.includes(awaitingReviewer))) &&
    pull.state === (state ?? pull.state) &&
    (author === undefined || pull.author?.login === author) &&
    pull.draft === (draft ?? pull.draft) &&
    pull.updatedAt >= (updatedSince ?? pull.updatedAt) &&
    (mergedSince === undefined || (pull.mergedAt !== null && pull.mergedAt >= mergedSince))
  );
}

function keyOf(
  { repositoryId, pullRequest: pull }: ListedPullRequest,
  order: string,
  placeOf: ReadonlyMap<string, number>,
): readonly number[] {
  const instant = order === "merged" ? pull.mergedAt : pull.updatedAt;
  const place = placeOf.get(repositoryId) ?? 0;
  return order === "created" ? [pull.number] : [instant?.getTime() ?? 0, place, pull.number];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((part, place) => part !== other[place]);
  if (index < 0) return 0;
  return (one[index] ?? 0) < (other[index] ?? 0) ? -1 : 1;
}

test.each(queryDrivers)(
  "Rows that come and go between two pages neither repeat others nor push them out, on %s",
  async (driver) => {
    const { id, commit, query, queries } = await startQueries(driver);
    const pull = (number: number, minutes: number) =>
      exampleSnapshot(number, { pullRequest: { updatedAt: at(minutes) } });
    await commit(toStore(...[1, 2, 3, 4, 5].map((number) => pull(number, number))));
    const page = async (after?: string) => {
      const { items, next } = await queries.listPullRequests({ repositoryId: id, limit: 2, after });
      return { numbers: items.map((item) => item.pullRequest.number), next };
    };
    const first = await page();
    expect(first.numbers).toEqual([5, 4]);
    await commit(toStore(pull(6, 6), pull(7, 7)));
    await query("DELETE FROM ghsync_pull_requests WHERE number = 4");
    const second = await page(first.next);
    expect(second.numbers).toEqual([3, 2]);
    expect(await page(second.next)).toEqual({ numbers: [1], next: undefined });
  },
);

test("What is no `next` of the same order is refused", async () => {
  const { id, commit, queries } = await startQueries();
  await commit(toStore(...[1, 2].map((number) => exampleSnapshot(number))));
  const query = { repositoryId: id, limit: 1 };
  const { next } = await queries.listPullRequests(query);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const refused = { code: "config_invalid", message: expect.stringContaining("after") };
  const others = [
    ["", "!", "eA", encode(null), encode({}), encode([])],
    [encode(["updatedAt", "soon", 1, 1]), encode(["updatedAt", 1, "1", 1])],
    [encode(["updatedAt", 1, 1, "1"]), encode(["updatedAt", 9e15, 1, 1])],
    [encode(["updatedAt", -9e15, 1, 1]), encode(["updatedAt", 1, 1, 2 ** 31])],
    [encode(["updatedAt", 1, 2 ** 31, 1]), encode(["updatedAt", 1, -1, 1])],
  ].flat();
  for (const after of others) {
    await expect(queries.listPullRequests({ ...query, after }), after).rejects.toMatchObject(
      refused,
    );
  }
  for (const order of ["created", "merged"] as const) {
    await expect(queries.listPullRequests({ ...query, order, after: next })).rejects.toMatchObject(
      refused,
    );
  }
});

test.each(queryDrivers)(
  "Instants that no clock shows are listed and paged like others, on %s",
  async (driver) => {
    const { id, commit, queries } = await startQueries(driver);
    const instants = [
      "-000044-03-15",
      "1950-01-01",
      "1970-01-01",
      "+010000-01-01",
      "+012000-01-01",
    ];
    const snapshots = instants.map((instant, index) => {
      const updatedAt = new Date(instant);
      return exampleSnapshot(index + 1, { pullRequest: { updatedAt, mergedAt: updatedAt } });
    });
    await commit(toStore(...snapshots));
    for (const order of ["updated", "merged"] as const) {
      const numbers: number[] = [];
      let after: string | undefined;
      do {
        const query = { repositoryId: id, order, limit: 2, after };
        const { items, next } = await queries.listPullRequests(query);
        numbers.push(...items.map(({ pullRequest }) => pullRequest.number));
        after = next;
      } while (after !== undefined);
      expect(numbers).toEqual([5, 4, 3, 2, 1]);
    }
    const query = { repositoryId: id, updatedSince: new Date("1950-01-01") };
    expect((await queries.listPullRequests(query)).items).toHaveLength(4);
  },
);
