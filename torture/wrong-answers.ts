import type { FakeGitHub, FaultRule } from "@ghsync/testing";
import type { Random } from "./random.ts";

type Faults = Pick<FakeGitHub["faults"], "add">;

const hourMs = 3_600_000;
const restList = /\/(?:issues|pulls|comments|reviews|commits|files)(?:\?|$)/;

/** Whether REST answers a list there: one of a repository, or of a pull request. */
export function isListPath(path: string): boolean {
  return restList.test(path);
}

/** A list that is there answers 404 twice to each of two asks at most: more in a row are believed (SPEC.md, S8). */
const mostInARow = 3;

/** A rule for a share of the matching requests, but for no address too often in a row. */
function sometimes(
  random: Random,
  rate: number,
  fits: RegExp,
  fault: FaultRule["fault"],
): FaultRule {
  const inARow = new Map<string, number>();
  return {
    when({ path }) {
      const isDrawn = fits.test(path) && random.chance(rate);
      const before = inARow.get(path) ?? 0;
      inARow.set(path, isDrawn && before < mostInARow ? before + 1 : 0);
      return isDrawn && before < mostInARow;
    },
    fault,
  };
}

/** Answers of an unexpected shape, by the name that `--with` uses. */
export const wrongAnswers = {
  /** The first answer of a run has a `Date` that is an hour ahead, as of a proxy. */
  "date-ahead": () => ({ times: 1, fault: { kind: "skew", ms: hourMs } }),
  /** Lists that are there are not found. */
  "missing-lists": (random) => sometimes(random, 0.2, restList, { kind: "error", status: 404 }),
  /** REST does not make the diff, and lists no files. */
  "refused-diffs": (random) =>
    sometimes(random, 0.5, /\/files(?:\?|$)/, {
      kind: "error",
      status: random.pick([406, 422, 500]),
      diff: true,
    }),
  /** GraphQL answers `null` for a list, and no error. */
  "null-lists": (random) => rewriting(random, nullList),
  /** GraphQL shows fewer nodes of a list than it counts: one is `null`, or not there. */
  "missing-nodes": (random) => rewriting(random, missingNode),
  /** A secondary limit that does not say when it ends. */
  "bare-limits": (random) =>
    sometimes(random, 0.03, /./, {
      kind: "forbidden",
      reason: "secondary-limit",
      retryAfterS: null,
    }),
} as const satisfies Readonly<Record<string, (random: Random) => FaultRule>>;

export type WrongAnswer = keyof typeof wrongAnswers;

/** The wrong answers that histories draw from. */
export const drawnAnswers = Object.keys(wrongAnswers) as readonly WrongAnswer[];

/** Adds these wrong answers. Returns a function that removes them. */
export function addWrongAnswers(
  faults: Faults,
  names: readonly WrongAnswer[],
  random: Random,
): () => void {
  const ends = names.map((name) => faults.add(wrongAnswers[name](random)));
  return () => {
    for (const end of ends) end();
  };
}

interface Connection {
  nodes: unknown[];
  readonly totalCount?: number;
}

/** Changes one GraphQL list in ten. */
function rewriting(
  random: Random,
  spoil: (parent: Record<string, unknown>, name: string, random: Random) => void,
): FaultRule {
  return {
    when: { path: "/graphql" },
    fault: {
      kind: "rewrite",
      change(body) {
        for (const [parent, name] of listsIn(body.data)) {
          if (random.chance(0.1)) spoil(parent, name, random);
        }
        return body;
      },
    },
  };
}

/** Every list of an answer, by what it is in and its name there; the inner ones first. */
function listsIn(value: unknown): readonly (readonly [Record<string, unknown>, string])[] {
  if (typeof value !== "object" || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.entries(parent).flatMap(([name, item]) => {
    const isList = typeof item === "object" && item !== null && "pageInfo" in item;
    return [...listsIn(item), ...(isList ? [[parent, name] as const] : [])];
  });
}

// As reported of huge pull requests: anthropics/claude-code-action#1587.
function nullList(parent: Record<string, unknown>, name: string): void {
  parent[name] = null;
  if (name === "files") parent.changedFiles = 0;
}

// octokit/graphql-schema#983
function missingNode(parent: Record<string, unknown>, name: string, random: Random): void {
  const list = parent[name] as Connection;
  if (list.totalCount === undefined || list.nodes.length === 0) return;
  const index = random.integer(0, list.nodes.length - 1);
  if (random.chance(0.5)) list.nodes[index] = null;
  else list.nodes.splice(index, 1);
}
