import { readFile } from "node:fs/promises";
import { type ChildKind, childKinds } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { beforeAll, expect, it } from "vitest";
import { listByCreation } from "../../src/changes/history-list.ts";
import { resolveIdentity } from "../../src/github/identity.ts";
import {
  connectionsFor,
  followUpQuery,
  hydrationQuery,
  type MissingPage,
} from "../../src/hydrate/query.ts";
import { collect, createClientOf } from "../support/client.ts";
import { times } from "../support/hydration.ts";

const github = createFakeGitHub();
const fullName = "acme/api";

interface Query {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

beforeAll(() => {
  github.truth.createRepository({ fullName });
  github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "Door" });
});

/** SPEC.md's table of prices, by the query's name there. */
async function statedPrices(): Promise<ReadonlyMap<string, { cost: number; nodeCount: number }>> {
  const spec = await readFile(new URL("../../../../SPEC.md", import.meta.url), "utf8");
  const rows = spec.matchAll(/^\| (`[^|]+) \| [^|]+ \| ([\d,]+) \| (\d+) \|$/gm);
  return new Map(
    [...rows].map(([, name = "", nodes = "", points]) => [
      name,
      { cost: Number(points), nodeCount: Number(nodes.replaceAll(",", "")) },
    ]),
  );
}

/** What GitHub says that a query would cost. */
async function askedPrice({ query, variables }: Query) {
  const dry = query.replace("rateLimit {", "rateLimit(dryRun: true) { nodeCount ");
  expect(dry).not.toBe(query);
  const response = await github.fetch("https://api.github.com/graphql", {
    method: "POST",
    headers: { authorization: "token x", "user-agent": "test" },
    body: JSON.stringify({ query: dry, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data: { rateLimit: { cost: number; nodeCount: number } };
    errors?: unknown;
  };
  expect(errors).toBeUndefined();
  const { cost, nodeCount } = data.rateLimit;
  return { cost, nodeCount };
}

const hydration = (count: number, kinds: readonly ChildKind[] = childKinds): Query => ({
  query: hydrationQuery(
    times(count, (index) => index + 1),
    connectionsFor(kinds),
    { namesTeams: true },
  ),
  variables: { repository: "R_1" },
});

const followUp = (connection: MissingPage["connection"]): Query =>
  followUpQuery(
    times(25, () => ({ nodeId: "PR_1", connection, after: "Y3Vyc29yOjE=" })),
    { namesTeams: true },
  );

/** The query of the history's list, as it is sent. */
async function historyQuery(): Promise<Query> {
  const client = await createClientOf(github);
  const { identity } = await resolveIdentity(client, fullName);
  let body = "";
  const stop = github.onRequest((request) => {
    body = request.body ?? "";
  });
  await collect(listByCreation(client, identity, undefined, {}));
  stop();
  return JSON.parse(body) as Query;
}

it.each<[string, () => Query | Promise<Query>]>([
  ["`Hydrate`, 25 pull requests", () => hydration(25)],
  [
    "`Hydrate`, 25 pull requests without review comments",
    () =>
      hydration(
        25,
        childKinds.filter((kind) => kind !== "reviewComments"),
      ),
  ],
  ["`Hydrate`, 25 pull requests without any children", () => hydration(25, [])],
  ["`HydrateMore`, 25 further pages", () => followUp("comments")],
  ["`HydrateMore`, 25 further pages of review threads", () => followUp("reviewThreads")],
  ["`ListHistory`, 100 numbers", historyQuery],
])("SPEC.md states GitHub's price of %s", async (name, make) => {
  expect((await statedPrices()).get(name)).toEqual(await askedPrice(await make()));
});
