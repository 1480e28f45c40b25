import type { FakeRequest, FaultRule } from "@ghsync/testing";
import { askedQueries, type Operation, operations } from "./asked-queries.ts";
import { type BodyPath, findPath, mutate, mutations, withValue } from "./body-places.ts";
import { type QueryPlace, queryPlaces } from "./query-places.ts";
import { realGraphqlValue } from "./real-values.ts";
import { costsOf, type Refusal, refusals, refusedBy } from "./refusals.ts";
import type { SweepCase } from "./sweep-case.ts";
import { target, type WorldName } from "./sweep-world.ts";
import { isHydrationOfTarget, queryOf } from "./target-query.ts";

/** The types of errors that GitHub puts beside data; the last has none. */
const errorTypes = [
  "FORBIDDEN",
  "NOT_FOUND",
  "INTERNAL",
  "SERVICE_UNAVAILABLE",
  "RESOURCE_LIMITS_EXCEEDED",
  "INSUFFICIENT_SCOPES",
  "no type",
] as const;
type ErrorType = (typeof errorTypes)[number];

/** The world whose sync asks each query, and what is lost where it fails as a whole. */
const worldOf: Readonly<Record<Operation, WorldName>> = {
  Hydrate: "all-kinds",
  HydrateMore: "long-lists",
  ListHistory: "all-kinds",
};

/** Each value that core asks GraphQL for, wrong in each way, and with each type of error at its path. */
export async function graphqlPathCases(): Promise<readonly SweepCase[]> {
  const cases: SweepCase[] = [];
  for (const operation of operations) {
    const queries = await askedQueries(worldOf[operation], operation);
    const places = queries.flatMap((query) => queryPlaces(query, target));
    const names = [...new Set(places.map(({ name }) => name))];
    const isCounted = (row: string) => names.includes(row.replace(/nodes\[\]$/, "totalCount"));
    cases.push(...names.flatMap((name) => placeCases(operation, name, isCounted(name))));
  }
  return cases;
}

function placeCases(operation: Operation, place: string, isCounted: boolean): readonly SweepCase[] {
  const isRow = place.endsWith("[]");
  const isRoot = /^(?:rateLimit|node)\b/.test(place);
  const common = {
    group: `GraphQL paths of ${operation}`,
    part: "fields",
    api: "graphql",
    world: worldOf[operation],
    costs: isRoot ? "repository" : "pull request",
  } as const;
  // Nobody can notice that a row is missing where GitHub is not asked how many there are.
  const possible = mutations.filter((mutation) => mutation !== "absent" || !isRow || isCounted);
  const wrong = possible.map((mutation) => ({
    ...common,
    name: `GraphQL, ${operation}: ${place} is ${mutation}`,
    otherwise: realGraphqlValue(place, mutation),
    faults: () => [
      rewriteAt(operation, place, (body, { steps }) => ({
        ...body,
        data: mutate(body.data, steps, mutation, isTarget),
      })),
    ],
  }));
  const failing = errorTypes.map((type) => ({
    ...common,
    name: `GraphQL, ${operation}: ${place} with an error, ${type}`,
    faults: () => [rewriteAt(operation, place, (body, at) => failAt(body, at, type))],
  }));
  // An executor has errors of fields, not of rows.
  return isRow ? wrong : [...wrong, ...failing];
}

function rewriteAt(
  operation: Operation,
  name: string,
  change: (body: Answer, place: QueryPlace) => Answer,
): FaultRule {
  return {
    when: (request) => request.operation === operation,
    fault: {
      kind: "rewrite",
      change(body: Answer, request) {
        const place = queryPlaces(queryOf(request), target).find(
          (candidate) => candidate.name === name && findPath(body.data, candidate.steps, isTarget),
        );
        return place ? change(body, place) : body;
      },
    },
  };
}

interface Answer {
  readonly data: unknown;
  readonly errors?: readonly unknown[];
}

/** The answer with an error at a place: it is `null`, and so is what holds it where GitHub's schema allows no `null`. */
function failAt(body: Answer, { steps, nullable }: QueryPlace, type: ErrorType): Answer {
  const path = findPath(body.data, steps, isTarget) ?? [];
  const end = nullable.lastIndexOf(true);
  const data = withValue(body.data, path.slice(0, end + 1), null);
  return { ...body, data, errors: [...(body.errors ?? []), errorOf(type, path)] };
}

function errorOf(type: ErrorType, path?: BodyPath) {
  const message = `It went wrong: ${type}`;
  return { ...(type !== "no type" && { type }), ...(path && { path }), message };
}

/** The history has a row for each pull request; other lists are the target's own. */
function isTarget(row: unknown): boolean {
  const { number, updatedAt } = (row ?? {}) as { number?: unknown; updatedAt?: unknown };
  return number === undefined || updatedAt === undefined || number === target;
}

/** Each query refused as a whole: by a status, or inside an answer that is 200. */
export function graphqlQueryCases(): readonly SweepCase[] {
  return [
    ...operations.flatMap((operation) =>
      queryCases(operation, (request) => request.operation === operation, {
        name: operation,
        costs: operation === "HydrateMore" ? "pull request" : "repository",
      }),
    ),
    ...queryCases("Hydrate", isHydrationOfTarget, {
      name: "Hydrate with one pull request",
      costs: "pull request",
    }),
  ];
}

/** A refusal inside an answer whose status is 200. */
interface InnerRefusal {
  readonly what: string;
  readonly costs: SweepCase["costs"];
  readonly body: Answer;
}

/** By these GitHub refuses GraphQL, or the repository, whatever is asked for. */
const closing: readonly (Refusal | ErrorType)[] = [
  ...("403 404 406 410 422 451".split(" ") as Refusal[]),
  "FORBIDDEN",
  "NOT_FOUND",
  "INSUFFICIENT_SCOPES",
];

function queryCases(
  operation: Operation,
  when: (request: FakeRequest) => boolean,
  { name, costs }: { readonly name: string; readonly costs: SweepCase["costs"] },
): readonly SweepCase[] {
  const common = {
    group: `GraphQL queries: ${name}`,
    part: "answers",
    api: "graphql",
    world: worldOf[operation],
  } as const;
  const costsOfAll = (type: Refusal | ErrorType) => (closing.includes(type) ? "repository" : costs);
  const noNode = { data: { node: null } };
  const inside: readonly InnerRefusal[] = [
    ...errorTypes.map((type) => ({
      what: `no data, ${type}`,
      costs: costsOfAll(type),
      body: { data: null, errors: [errorOf(type)] },
    })),
    // Without an error, or with any, GitHub shows no repository.
    { what: "no node, no error", costs: "repository", body: noNode },
    ...(["FORBIDDEN", "NOT_FOUND", "INTERNAL"] as const).map(
      (type): InnerRefusal => ({
        what: `no node, ${type}`,
        costs: "repository",
        body: { ...noNode, errors: [errorOf(type, ["node"])] },
      }),
    ),
  ];
  return [
    ...refusals
      .filter((refusal) => refusal !== "endless" && refusal !== "leading back")
      .map((refusal) => ({
        ...common,
        name: `GraphQL, ${name}: ${refusal}`,
        costs: costsOf(refusal) ?? costsOfAll(refusal),
        faults: () => [{ when, fault: refusedBy(refusal) }],
      })),
    ...inside.map(({ what, body, costs: whole }) => ({
      ...common,
      name: `GraphQL, ${name}: ${what}`,
      costs: whole,
      faults: () => [{ when, fault: { kind: "rewrite" as const, change: () => body } }],
    })),
  ];
}
