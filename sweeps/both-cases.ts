import type { FakeRequest, FaultRule } from "@ghsync/testing";
import { findPath, valueAt, withValue } from "./body-places.ts";
import { queryPlaces } from "./query-places.ts";
import { costsOf, refusals, refusedBy } from "./refusals.ts";
import { targetShapes } from "./rest-fields.ts";
import type { SweepCase } from "./sweep-case.ts";
import { target } from "./sweep-world.ts";
import { queryOf } from "./target-query.ts";

/** Lists of children, by GraphQL and by REST. */
const lists: readonly (readonly [connection: string, shape: string])[] = [
  ["reviews", "reviews"],
  ["reviewThreads", "review comments"],
  ["comments", "comments"],
  ["commits", "commits"],
  ["files", "files"],
];

/** A list that GraphQL answers with `null` and no error, and that REST refuses in each way. */
export function bothInterfacesCases(): readonly SweepCase[] {
  return lists.flatMap(([connection, name]) => {
    const shape = targetShapes.find((candidate) => candidate.name === name);
    return refusals.map((refusal) => ({
      name: `Both interfaces, ${connection}: null by GraphQL, ${refusal} by REST`,
      group: "Both interfaces",
      part: "answers" as const,
      api: "graphql" as const,
      world: "all-kinds" as const,
      costs: costsOf(refusal) ?? ("pull request" as const),
      faults: (): readonly FaultRule[] => [
        ...(connection === "files" ? [rewritePlace("changedFiles", () => 0)] : []),
        rewritePlace(connection, () => null),
        {
          when: ({ path }) => shape?.path.test(path) === true,
          fault: refusedBy(refusal, { isDiff: name === "files" }),
        },
      ],
    }));
  });
}

/**
 * What GraphQL answers of some huge pull requests, beside no error. Sources: anthropics/claude-code-action#1587,
 * googleapis/release-please#1543, apache/devlake#8028.
 */
export function reportedCases(): readonly SweepCase[] {
  const connections = [
    ...lists.map(([connection]) => connection),
    ..."labels assignees reviewRequests closingIssuesReferences".split(" "),
  ];
  const common = {
    part: "answers",
    api: "graphql",
    world: "all-kinds",
    costs: "pull request",
  } as const;
  return [
    {
      ...common,
      name: "GraphQL, reported: files is null, changedFiles is 0",
      group: "GraphQL lists",
      faults: () => [rewritePlace("changedFiles", () => 0), rewritePlace("files", () => null)],
    },
    ...connections.flatMap((connection) => [
      {
        ...common,
        name: `GraphQL, reported: ${connection} has rows that are null`,
        group: "GraphQL lists",
        faults: () => [
          rewritePlace(`${connection}.nodes`, (rows) => (rows as unknown[]).map(() => null)),
        ],
      },
      {
        ...common,
        name: `GraphQL, reported: ${connection} has no rows beside its count`,
        group: "GraphQL lists",
        faults: () => [rewritePlace(`${connection}.nodes`, () => [])],
      },
      {
        ...common,
        name: `GraphQL, endless: ${connection} leads back to its own page`,
        group: "GraphQL lists",
        faults: () => [
          rewritePlace(`${connection}.pageInfo`, () => ({ hasNextPage: true, endCursor: "" })),
        ],
      },
      {
        ...common,
        name: `GraphQL, endless: ${connection} has ever more pages`,
        group: "GraphQL lists",
        faults: () => endlessPages(connection),
      },
    ]),
  ];
}

/** Further pages without end, each with the first page's rows and a cursor of its own. */
function endlessPages(connection: string): readonly FaultRule[] {
  let rows: unknown = [];
  let pages = 0;
  const pageInfo = () => {
    pages += 1;
    return { hasNextPage: true, endCursor: `cursor-${pages}` };
  };
  return [
    rewritePlace(`${connection}.nodes`, (nodes) => {
      rows = nodes;
      return nodes;
    }),
    rewritePlace(`${connection}.pageInfo`, pageInfo),
    {
      when: ({ operation }) => operation === "HydrateMore",
      fault: {
        kind: "rewrite",
        change(_, request) {
          const aliases = queryOf(request).match(/\bn\d+(?=: node)/g) ?? [];
          const page = () => ({
            totalCount: 1,
            nodes: structuredClone(rows),
            pageInfo: pageInfo(),
          });
          return { data: Object.fromEntries(aliases.map((alias) => [alias, { page: page() }])) };
        },
      },
    },
  ];
}

/** Changes a value of the target in the answer to a hydration query. */
function rewritePlace(name: string, change: (value: unknown) => unknown): FaultRule {
  return {
    when: ({ operation }: FakeRequest) => operation === "Hydrate",
    fault: {
      kind: "rewrite",
      change(body, request) {
        const place = queryPlaces(queryOf(request), target).find(
          (candidate) => candidate.name === name,
        );
        const path = place && findPath(body.data, place.steps);
        if (!path) return body;
        return { ...body, data: withValue(body.data, path, change(valueAt(body.data, path))) };
      },
    },
  };
}
