import type { FakeGitHub, FaultRule } from "@ghsync/testing";
import type { Random } from "./random.ts";

type Faults = Pick<FakeGitHub["faults"], "add">;

const hourMs = 3_600_000;
const restList = /\/(?:issues|pulls|comments|reviews|commits|files)(?:\?|$)/;

/** Whether REST answers a list there: one of a repository, or of a pull request. */
export function isListPath(path: string): boolean {
  return restList.test(path);
}

/** A rule for a share of the matching requests. */
function sometimes(
  random: Random,
  rate: number,
  fits: RegExp,
  fault: FaultRule["fault"],
): FaultRule {
  return { when: ({ path }) => fits.test(path) && random.chance(rate), fault };
}

/** Answers of an unexpected shape, by the name that `--with` uses. */
export const wrongAnswers = {
  /** The first answer of a run has a `Date` that is an hour ahead, as of a proxy. */
  "date-ahead": () => ({ times: 1, fault: { kind: "skew", ms: hourMs } }),
  /** Lists that are there are not found. */
  "missing-lists": (random) => sometimes(random, 0.2, restList, { kind: "error", status: 404 }),
  /** Lists are those of another repository that has the same numbers, as of a proxy that mixes them up. */
  "lists-of-another": (random) =>
    sometimes(random, 0.1, restList, {
      kind: "rewrite",
      change: (body) => (Array.isArray(body) ? body.map(rowOfAnother) : body),
    }),
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
  /** Lists of the repository end too early, or begin too late: rows are missing, and the `Link`. */
  "cut-lists": (random) => cutting(random),
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

/** The row with another repository's addresses and ids, and stamps of another time. */
export function rowOfAnother(row: unknown): unknown {
  const text = JSON.stringify(row)
    .replaceAll(/\/repos\/[^/"]+\/[^/"]+/g, "/repos/other/repo")
    .replaceAll(/[0-9a-f]{40}/g, "0".repeat(40));
  return JSON.parse(text, (key, value) => {
    if (key === "base") return { ...value, repo: { ...value.repo, id: 1 } };
    return key === "updated_at" ? "2020-01-01T00:00:00Z" : value;
  });
}

const changeLists = /^\/repositories\/\d+\/(?:issues|pulls)(?:\/comments)?\?/;

/**
 * Cuts one list in five, but not twice in a row: two answers that agree are believed. Behind the link of a list that GitHub orders by update
 * no rows go missing (SPEC.md, gaps).
 */
function cutting(random: Random): FaultRule {
  const cut = new Set<string>();
  const rows = random.pick(["first", "last"]);
  return {
    when({ path }) {
      const [list = ""] = path.split("?");
      const isAscending = /sort=updated&direction=asc/.test(path);
      // Rows that are missing at the start of a change list are not noticed (SPEC.md, gaps).
      const isHidden = isAscending && (rows === "last" || /[?&](?:page|after)=/.test(path));
      const isCut = changeLists.test(path) && !isHidden && !cut.has(list) && random.chance(0.2);
      if (isCut) cut.add(list);
      else cut.delete(list);
      return isCut;
    },
    fault: {
      kind: "cut-list",
      keep: random.integer(0, 3),
      rows,
    },
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
