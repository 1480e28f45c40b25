import type {
  ChangedFile,
  ChildKind,
  Comment,
  Commit,
  PullRequest,
  SnapshotPart,
} from "@ghsync/core";
import { childKinds, rowParts } from "@ghsync/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptyReading,
  type Gap,
  isCapped,
  joinReadings,
  laterReading,
  noChildren,
  openParts,
  type Reading,
} from "../../src/hydrate/reading.ts";
import { exampleSnapshot } from "../run/example-snapshot.ts";
import { times } from "../support/hydration.ts";

const readAt = new Date(0);
const { pullRequest } = exampleSnapshot({ updatedAt: readAt, readAt });

const gap = (why: Gap["why"], reason: string = why): Gap => ({ why, reason });

interface Given extends Partial<Omit<Reading, "children" | "gaps" | "incomplete">> {
  readonly children?: Partial<Reading["children"]>;
  readonly gaps?: { readonly [P in SnapshotPart]?: Gap };
  readonly incomplete?: { readonly [P in SnapshotPart]?: number | undefined };
}

const toMap = <Value>(given: { readonly [P in SnapshotPart]?: Value } = {}) =>
  new Map(Object.entries(given) as [SnapshotPart, Value][]);

function reading(by: Reading["by"], { children, gaps, incomplete, ...given }: Given = {}): Reading {
  return {
    by,
    number: 1,
    pullRequest,
    linkedIssues: undefined,
    ...given,
    children: { ...noChildren, ...children },
    gaps: toMap(gaps),
    incomplete: toMap(incomplete),
    readAt,
  };
}

const graphql = (given?: Given) => reading("graphql", given);
const rest = (given?: Given) => reading("rest", given);

const comments = (...ids: readonly number[]) => ids.map((id) => ({ id }) as Comment);
const commits = (count: number) => times(count, (index) => ({ sha: `${index}` }) as Commit);
const files = (...paths: readonly string[]) => paths.map((path) => ({ path }) as ChangedFile);

/** What is known of the comments, after both readings are joined. */
function joinedComments(first: Given, other?: Given, kind: ChildKind = "comments") {
  const joined = joinReadings(graphql(first), other && rest(other));
  return {
    rows: joined.children[kind],
    gap: joined.gaps.get(kind)?.reason,
    isTruncated: joined.truncated.includes(kind),
  };
}

describe("openParts", () => {
  it("contains what was not given and what is incomplete, once each", () => {
    const first = graphql({
      children: { comments: comments(1), reviews: [] },
      gaps: { files: gap("absent"), author: gap("refused") },
      incomplete: { comments: 2, labels: 3, files: 1 },
    });
    expect([...openParts(first)].sort()).toEqual(["author", "comments", "files", "labels"]);
  });

  it("leaves out a list that ends at this interface's cap", () => {
    const long = commits(250);
    expect(openParts(rest({ children: { commits: long }, incomplete: { commits: 300 } }))).toEqual(
      [],
    );
    expect(
      openParts(graphql({ children: { commits: long }, incomplete: { commits: 300 } })),
    ).toEqual(["commits"]);
  });

  it("contains nothing that is complete or was not requested", () => {
    expect(openParts(graphql({ children: { comments: comments(1) } }))).toEqual([]);
    expect(openParts(graphql())).toEqual([]);
  });
});

describe("isCapped", () => {
  it.each([
    ["commits", "rest", 250],
    ["files", "rest", 3000],
    ["files", "graphql", 3000],
  ] as const)("is true of %s by %s from %i on", (part, by, cap) => {
    expect([isCapped(part, by, cap - 1), isCapped(part, by, cap)]).toEqual([false, true]);
  });

  it("is never true of other lists, or of what was not read", () => {
    expect(isCapped("commits", "graphql", 100_000)).toBe(false);
    expect(isCapped("comments", "rest", 100_000)).toBe(false);
    expect(isCapped("commits", "rest", undefined)).toBe(false);
  });
});

describe("joinReadings, of a kind of child", () => {
  const [one, two] = [comments(1), comments(1, 2)];
  const incomplete = { incomplete: { comments: 2 } };

  it("keeps what the first gave complete, whatever the other gives", () => {
    const whole = { rows: two, gap: undefined, isTruncated: false };
    expect(joinedComments({ children: { comments: two } })).toEqual(whole);
    const other = { children: { comments: comments(3, 4, 5) } };
    expect(joinedComments({ children: { comments: two } }, other)).toEqual(whole);
  });

  it("takes from the other what the first did not give", () => {
    const first = { gaps: { comments: gap("failed") } };
    const other = { children: { comments: two } };
    const whole = { rows: two, gap: undefined, isTruncated: false };
    expect(joinedComments(first, other)).toEqual(whole);
  });

  it("leaves alone what was not requested", () => {
    const nothing = { rows: undefined, gap: undefined, isTruncated: false };
    expect(joinedComments({}, {})).toEqual(nothing);
    expect(joinedComments({}, { gaps: { comments: gap("failed") } })).toEqual(nothing);
  });

  it.each([
    ["failed", undefined, "failed"],
    ["refused", undefined, "refused"],
    ["refused", "refused", "refused"],
    ["refused", "failed", "failed"],
    ["refused", "absent", "absent"],
    ["failed", "refused", "failed"],
    ["absent", "failed", "absent"],
    ["absent", "absent", "absent"],
  ] as const)("is a gap if neither gives it: %s, and %s, is %s", (first, other, why) => {
    const given = other && { gaps: { comments: gap(other) } };
    expect(joinedComments({ gaps: { comments: gap(first) } }, given)).toEqual({
      rows: undefined,
      gap: why,
      isTruncated: false,
    });
  });

  it("is a gap for the first's reason if both have the same one", () => {
    const [first, other] = [gap("refused", "By GraphQL."), gap("refused", "By REST.")];
    const joined = joinedComments({ gaps: { comments: first } }, { gaps: { comments: other } });
    expect(joined.gap).toBe("By GraphQL.");
  });

  it("takes the other's list if the first has fewer rows", () => {
    const first = { children: { comments: one }, ...incomplete };
    const whole = { rows: two, gap: undefined, isTruncated: false };
    expect(joinedComments(first, { children: { comments: two } })).toEqual(whole);
    // GitHub's count may be one of other rows: then as many as there were are enough.
    const uncounted = { ...first, incomplete: { comments: undefined } };
    const same = { rows: one, gap: undefined, isTruncated: false };
    expect(joinedComments(uncounted, { children: { comments: one } })).toEqual(same);
  });

  it("is final if both are incomplete with the same rows", () => {
    const first = { children: { comments: comments(2, 1) }, incomplete: { comments: 3 } };
    const truncatedList = { rows: comments(2, 1), gap: undefined, isTruncated: true };
    for (const other of [
      { children: { comments: two }, incomplete: { comments: 3 } },
      {
        children: { comments: two },
      },
    ]) {
      expect(joinedComments(first, other)).toEqual(truncatedList);
    }
  });

  it("is a gap if both are incomplete with other rows", () => {
    const lack = {
      rows: undefined,
      gap: "GitHub's list of comments has other rows than GitHub counts.",
      isTruncated: false,
    };
    const first = { children: { comments: one }, incomplete: { comments: 3 } };
    for (const rows of [comments(2), comments(1, 2), [], comments(1, 1, 2)]) {
      const other = { children: { comments: rows }, incomplete: { comments: 3 } };
      expect(joinedComments(first, other)).toEqual(lack);
    }
  });

  it.each(["failed", "absent", undefined] as const)(
    "is a gap if the first is incomplete and the other does not give it: %s",
    (why) => {
      const first = { children: { comments: one }, ...incomplete };
      const other = why && { gaps: { comments: gap(why) } };
      const reason = "GitHub's list of comments has other rows than GitHub counts.";
      const lack = { rows: undefined, gap: reason, isTruncated: false };
      expect(joinedComments(first, other)).toEqual(lack);
    },
  );

  it("is a gap if the first does not give it and the other is incomplete", () => {
    const reason = "GitHub's list of comments has other rows than GitHub counts.";
    const lack = { rows: undefined, gap: reason, isTruncated: false };
    for (const why of ["failed", "absent"] as const) {
      const other = { children: { comments: one }, ...incomplete };
      expect(joinedComments({ gaps: { comments: gap(why) } }, other)).toEqual(lack);
    }
  });

  it("is final if one is incomplete and the credential may not read the other's", () => {
    const given = { children: { comments: one }, ...incomplete };
    const truncatedList = { rows: one, gap: undefined, isTruncated: true };
    expect(joinedComments(given, { gaps: { comments: gap("refused") } })).toEqual(truncatedList);
    expect(joinedComments({ gaps: { comments: gap("refused") } }, given)).toEqual(truncatedList);
  });

  it("I7: stays as stored if the other did not request it because it is complete", () => {
    const stored = rest({ storedKinds: ["comments"] });
    for (const first of [
      { gaps: { comments: gap("failed") } },
      { children: { comments: one }, ...incomplete },
    ]) {
      const { children, gaps, truncated } = joinReadings(graphql(first), stored);
      expect(children.comments).toBeUndefined();
      expect({ gaps, truncated }).toEqual({ gaps: new Map(), truncated: [] });
    }
    const whole = joinReadings(graphql({ children: { comments: two } }), stored);
    expect(whole.children.comments).toBe(two);
  });

  it("ends at the other's cap if the first does not give it", () => {
    const byRest = rest({ children: { commits: commits(250) }, incomplete: { commits: 400 } });
    const joined = joinReadings(graphql({ gaps: { commits: gap("failed") } }), byRest);
    expect(joined.children.commits).toHaveLength(250);
    expect(joined).toMatchObject({ truncated: ["commits"], gaps: new Map() });
  });

  it("ends at GitHub's caps: the first's own, or the other's", () => {
    const counted = { commits: 400 };
    const byRest = { children: { commits: commits(250) }, incomplete: counted };
    const capped = joinReadings(rest(byRest), undefined);
    expect(capped.children.commits).toHaveLength(250);
    expect(capped).toMatchObject({ truncated: ["commits"], gaps: new Map() });
    const first = graphql({ children: { commits: commits(100) }, incomplete: counted });
    for (const joined of [joinReadings(first, rest(byRest)), joinReadings(rest(byRest), first)]) {
      expect(joined.children.commits).toHaveLength(250);
      expect(joined).toMatchObject({ truncated: ["commits"], gaps: new Map() });
    }
  });

  it.each([
    ["absent", "too-large", []],
    ["too-large", "absent", []],
    ["too-large", "too-large", []],
    ["failed", "too-large", undefined],
    ["refused", "too-large", undefined],
    ["too-large", "failed", undefined],
    ["absent", "absent", undefined],
  ] as const)(
    "is an empty, truncated list if no interface makes a diff: files %s, and %s",
    (one, other, rows) => {
      const { children, truncated, gaps } = joinReadings(
        graphql({ gaps: { files: gap(one) } }),
        rest({ gaps: { files: gap(other) } }),
      );
      expect(children.files).toEqual(rows);
      expect(truncated).toEqual(rows ? ["files"] : []);
      expect(gaps.has("files")).toBe(rows === undefined);
    },
  );

  it("compares commits by sha and files by path", () => {
    const given = (rows: readonly string[]) => ({
      children: { files: files(...rows) },
      incomplete: { files: 3 },
    });
    const join = (one: readonly string[], other: readonly string[]) =>
      joinReadings(graphql(given(one)), rest(given(other)));
    expect(join(["a", "b"], ["b", "a"]).truncated).toEqual(["files"]);
    expect(join(["a", "b"], ["b", "c"]).truncated).toEqual([]);
    const incomplete = { children: { commits: commits(2) }, incomplete: { commits: 3 } };
    expect(joinReadings(graphql(incomplete), rest(incomplete)).truncated).toEqual(["commits"]);
  });
});

describe("joinReadings, of the row", () => {
  const ada = { id: 1, login: "ada", avatarUrl: "", type: "User" } as const;
  const bug = { nodeId: "L", name: "bug", color: "", description: null };
  const byAda: PullRequest = { ...pullRequest, author: ada, title: "By REST" };
  const noAuthor = { author: gap("refused") };

  it("takes from the other only the field that the first lacks", () => {
    const joined = joinReadings(graphql({ gaps: noAuthor }), rest({ pullRequest: byAda }));
    expect(joined.pullRequest).toEqual({ ...pullRequest, author: ada });
    expect(joined.gaps).toEqual(new Map());
  });

  it("takes an incomplete list of the row from the other", () => {
    const labels = [{ nodeId: "L", name: "bug", color: "", description: null }];
    const first = graphql({ incomplete: { labels: 2 } });
    const joined = joinReadings(first, rest({ pullRequest: { ...pullRequest, labels } }));
    expect(joined.pullRequest?.labels).toEqual(labels);
    expect(joined.gaps).toEqual(new Map());
    expect([...joinReadings(first, undefined).gaps.keys()]).toEqual(["labels"]);
    const lacking = rest({ pullRequest: undefined, gaps: { labels: gap("failed") } });
    expect([...joinReadings(first, lacking).gaps.keys()]).toEqual(["labels"]);
  });

  const rowLists = ["labels", "assignees", "requestedReviewers", "linkedIssues"] as const;
  const firsts = {
    "has no row": { pullRequest: undefined },
    "does not give it": {},
    "has fewer rows": {},
  };

  it.each(
    rowLists.flatMap((part) =>
      Object.entries(firsts).flatMap(([how, row]) =>
        (["graphql", "rest"] as const).map((by) => ({ part, how, row, by })),
      ),
    ),
  )(
    "I7: never uses an incomplete $part of the other as complete, if the first, $by, $how",
    ({ part, how, row, by }) => {
      const incomplete = { [part]: 2 };
      const linkedIssues = [{ repository: "acme/api", number: 7 }];
      const filled = { ...pullRequest, labels: [bug], assignees: [ada] };
      for (const why of ["refused", "absent", "failed"] as const) {
        const lack = how === "has fewer rows" ? { incomplete } : { gaps: { [part]: gap(why) } };
        const first = reading(by, { pullRequest: filled, ...row, ...lack });
        const given = { pullRequest: filled, linkedIssues, incomplete };
        const other = reading(by === "rest" ? "graphql" : "rest", given);
        const joined = joinReadings(first, other);
        expect([...joined.gaps.keys()]).toEqual([part]);
        // It was answered, though not whole: no matter of permission.
        expect(joined.gaps.get(part)?.why).not.toBe("refused");
        // Its rows mean nothing.
        const empty = part === "linkedIssues" ? null : [];
        expect(joined.pullRequest?.[part]).toEqual(empty);
      }
    },
  );

  it("is not a matter of permission if the first is incomplete and the other refuses it", () => {
    const linked = { linkedIssues: [], incomplete: { linkedIssues: 1 } };
    const byRest = rest({ gaps: { linkedIssues: gap("refused") } });
    for (const row of [{}, { pullRequest: undefined }]) {
      const { gaps } = joinReadings(graphql({ ...linked, ...row }), byRest);
      expect(gaps.get("linkedIssues")?.why).toBe("failed");
    }
  });

  it.each([
    ["refused", "refused"],
    ["failed", "failed"],
  ] as const)("keeps a gap that both readings have: refused and %s give %s", (why, told) => {
    const other = rest({ pullRequest: undefined, gaps: { author: gap(why) } });
    const joined = joinReadings(graphql({ gaps: noAuthor }), other);
    expect(joined.pullRequest?.author).toBeNull();
    expect(joined.gaps).toEqual(new Map([["author", gap(told)]]));
  });

  it("is the other's if the first has none, with the other's gaps", () => {
    const empty = emptyReading("graphql", 1, {
      parts: [...rowParts],
      gap: gap("failed", "No."),
      readAt,
    });
    const other = rest({ pullRequest: byAda, gaps: { milestone: gap("failed", "No milestone.") } });
    const joined = joinReadings(empty, other);
    expect(joined).toMatchObject({ pullRequest: byAda, gap: gap("failed", "No.") });
    expect([...joined.gaps.keys()].sort()).toEqual(["linkedIssues", "milestone"]);
    // Also where the first names no part that it lacks.
    const silent = emptyReading("graphql", 1, { parts: [], gap: gap("failed", "No."), readAt });
    expect([...joinReadings(silent, other).gaps.keys()]).toEqual(["milestone"]);
  });

  it("is missing if neither has one, with the reason, and whether it is absent", () => {
    const why = gap("failed", "No.");
    const empty = (by: Reading["by"]) =>
      emptyReading(by, 1, { parts: [...rowParts], gap: why, readAt });
    const joined = joinReadings(empty("graphql"), empty("rest"));
    expect(joined).toMatchObject({ pullRequest: undefined, gap: why, isAbsent: false });
    const absent = { ...empty("graphql"), isAbsent: true };
    expect(joinReadings(absent, undefined).isAbsent).toBe(true);
    expect(joinReadings(absent, empty("rest")).isAbsent).toBe(false);
    expect(joinReadings(absent, { ...empty("rest"), isAbsent: true }).isAbsent).toBe(true);
  });

  it("has the linked issues of the one that gave them", () => {
    const linkedIssues = [{ repository: "acme/api", number: 7 }];
    const lack = { gaps: { linkedIssues: gap("failed") } };
    for (const joined of [
      joinReadings(graphql({ linkedIssues }), undefined),
      joinReadings(rest(lack), graphql({ linkedIssues })),
      // What REST says of them is no list.
      joinReadings(graphql({ linkedIssues }), rest(lack)),
    ]) {
      expect(joined.pullRequest?.linkedIssues).toEqual(linkedIssues);
      expect(joined.gaps).toEqual(new Map());
    }
    // The row of the other says nothing of them: they stand beside it.
    const beside = rest({ pullRequest: { ...pullRequest, linkedIssues } });
    const open = joinReadings(graphql(lack), beside);
    expect(open.pullRequest?.linkedIssues).toBeNull();
    expect([...open.gaps.keys()]).toEqual(["linkedIssues"]);
    // A incomplete list of them replaces nothing.
    const incomplete = joinReadings(
      graphql({ linkedIssues, incomplete: { linkedIssues: 2 } }),
      rest(lack),
    );
    expect(incomplete.pullRequest?.linkedIssues).toBeNull();
    expect([...incomplete.gaps.keys()]).toEqual(["linkedIssues"]);
    const none = joinReadings(graphql(lack), rest({ gaps: { linkedIssues: gap("refused") } }));
    expect(none.pullRequest?.linkedIssues).toBeNull();
    expect(none.gaps).toEqual(new Map([["linkedIssues", gap("failed")]]));
  });

  it("has REST's counts of the diff if GraphQL gave no files", () => {
    const counted = { ...pullRequest, additions: 9, deletions: 8, changedFiles: 7 };
    const join = (first: Given) =>
      joinReadings(graphql(first), rest({ pullRequest: counted })).pullRequest?.changedFiles;
    expect(join({ gaps: { files: gap("absent") } })).toBe(7);
    expect(join({ gaps: { comments: gap("absent") } })).toBe(1);
    const uncounted = { ...pullRequest, additions: 0, deletions: 0, changedFiles: 0 };
    const byRest = rest({ pullRequest: counted, gaps: { files: gap("too-large") } });
    const byGraphQL = graphql({ pullRequest: uncounted, gaps: { files: gap("absent") } });
    expect(joinReadings(byRest, byGraphQL).pullRequest).toEqual(counted);
    expect(joinReadings(byGraphQL, byRest).pullRequest).toEqual(counted);
  });
});

describe("laterReading", () => {
  const parts = [...rowParts, ...childKinds];
  const nothing = emptyReading("graphql", 1, { parts, gap: gap("failed"), readAt });
  const incomplete = { incomplete: { comments: 2 } };
  const earlier = graphql({ children: { comments: comments(1), reviews: [] }, ...incomplete });

  it("is the later one, filled from the earlier one", () => {
    const labels = [{ nodeId: "L", name: "bug", color: "", description: null }];
    const linkedIssues = [{ repository: "acme/api", number: 7 }];
    const first = { ...earlier, pullRequest: { ...pullRequest, labels }, linkedIssues };
    const lacks = { reviews: gap("failed"), labels: gap("failed"), linkedIssues: gap("failed") };
    const later = graphql({
      pullRequest: { ...pullRequest, title: "Later" },
      children: { comments: comments(1, 2) },
      gaps: { ...lacks, comments: gap("refused"), files: gap("failed") },
    });
    const read = laterReading(
      graphql({ ...first, gaps: { files: gap("absent") }, ...incomplete }),
      later,
    );
    expect(read.pullRequest).toEqual({ ...pullRequest, title: "Later", labels });
    expect(read.linkedIssues).toEqual(linkedIssues);
    expect(read.children).toMatchObject({ reviews: [], comments: comments(1) });
    expect(read.incomplete).toEqual(new Map([["comments", 2]]));
    expect(read.gaps).toEqual(new Map([["files", gap("failed")]]));
  });

  it("I2: is the one that has a row, the earlier one first", () => {
    expect(laterReading(earlier, nothing)).toBe(earlier);
    expect(laterReading(earlier, { ...nothing, isAbsent: true })).toBe(earlier);
    expect(laterReading(nothing, earlier)).toBe(earlier);
    const absent = { ...nothing, isAbsent: true };
    expect(laterReading(absent, nothing)).toBe(absent);
  });

  it("I7: has the counts of the diff from the reading that its files come from", () => {
    const counted = { ...pullRequest, additions: 4, deletions: 2, changedFiles: 1 };
    const first = graphql({ pullRequest: counted, children: { files: [] } });
    const uncounted = { ...counted, additions: 0, deletions: 0, changedFiles: 0 };
    const later = graphql({ pullRequest: uncounted, gaps: { files: gap("absent") } });
    expect(laterReading(first, later).pullRequest).toEqual(counted);
    const whole = graphql({ pullRequest: uncounted, children: { files: [] } });
    expect(laterReading(first, whole).pullRequest).toEqual(uncounted);
  });

  it("does not mix two states", () => {
    const updatedAt = new Date(1);
    const later = graphql({
      pullRequest: { ...pullRequest, updatedAt },
      gaps: { reviews: gap("failed") },
    });
    expect(laterReading(earlier, later)).toBe(later);
  });
});

/** Each kind has four rows; an interface gives all of them, some, or none for a reason. */
const universe = 4;
const whys = fc.constantFrom("refused", "absent", "too-large", "failed") as fc.Arbitrary<
  Gap["why"]
>;
const anyGap = whys.map((why) => gap(why));
const rowsOf = (kind: ChildKind, ids: readonly number[]) =>
  ids.map((id) =>
    kind === "commits" ? { sha: `${id}` } : kind === "files" ? { path: `${id}` } : { id },
  );
const allIds = times(universe, (index) => index);
const someIds = fc.subarray(allIds, { maxLength: universe - 1 });
const given = fc.oneof(
  fc.constant({ ids: allIds, isIncomplete: false }),
  someIds.map((ids) => ({ ids, isIncomplete: true })),
  anyGap,
);

const anyReading = (by: Reading["by"]) =>
  fc
    .record({
      children: fc.tuple(...childKinds.map(() => given)),
      fields: fc.tuple(...rowParts.map(() => fc.option(anyGap))),
      hasRow: fc.boolean(),
    })
    .map(({ children, fields, hasRow }): Reading => {
      const whole = gap("failed", "No row.");
      const gaps = new Map<SnapshotPart, Gap>();
      const incomplete = new Map<SnapshotPart, number>();
      const rows: { [K in ChildKind]?: unknown } = {};
      for (const [index, kind] of childKinds.entries()) {
        const one = children[index] as Gap | { ids: number[]; isIncomplete: boolean };
        if ("why" in one) gaps.set(kind, one);
        else {
          rows[kind] = rowsOf(kind, one.ids);
          if (one.isIncomplete) incomplete.set(kind, universe);
        }
      }
      for (const [index, part] of rowParts.entries()) {
        const one = hasRow ? (fields[index] ?? undefined) : whole;
        const isRestLinked = part === "linkedIssues" && by === "rest";
        if (one ?? isRestLinked) gaps.set(part, one || gap("refused"));
      }
      // What an interface says of a field tells which one it was.
      const told = Object.fromEntries(
        rowParts.map((part) => [part, gaps.has(part) ? null : `${by} ${part}`]),
      );
      return {
        by,
        number: 1,
        pullRequest: hasRow ? ({ ...pullRequest, ...told } as unknown as PullRequest) : undefined,
        gap: hasRow ? undefined : whole,
        linkedIssues: gaps.has("linkedIssues") ? undefined : [],
        children: { ...noChildren, ...rows } as Reading["children"],
        gaps,
        incomplete,
        readAt,
      };
    });

const pairs = fc.tuple(anyReading("graphql"), fc.option(anyReading("rest"), { nil: undefined }));

describe("joinReadings, of any two readings", () => {
  const check = (claim: (first: Reading, other: Reading | undefined) => void) =>
    fc.assert(
      fc.property(pairs, ([first, other]) => claim(first, other)),
      { numRuns: 500 },
    );
  const isWhole = (each: Reading | undefined, kind: ChildKind) =>
    each?.children[kind] !== undefined && !each.incomplete.has(kind);

  it("I2: never has a row that neither gave, and each kind is one list of theirs", () => {
    check((first, other) => {
      const { children, truncated } = joinReadings(first, other);
      for (const kind of childKinds) {
        const rows = children[kind];
        const lists = [first.children[kind], other?.children[kind]];
        const isUntoldDiff = rows?.length === 0 && truncated.includes(kind);
        if (rows && !isUntoldDiff) expect(lists).toContain(rows);
      }
    });
  });

  it("I7: has every kind that one of them gave complete, not truncated and without a gap", () => {
    check((first, other) => {
      const { children, truncated, gaps } = joinReadings(first, other);
      for (const kind of childKinds) {
        if (!isWhole(first, kind) && !isWhole(other, kind)) continue;
        expect(children[kind]).toHaveLength(universe);
        expect(truncated).not.toContain(kind);
        expect(gaps.has(kind)).toBe(false);
      }
    });
  });

  it("I14: has a gap for each kind that it lacks, and no other", () => {
    check((first, other) => {
      const { children, gaps } = joinReadings(first, other);
      for (const kind of childKinds) expect(gaps.has(kind)).toBe(children[kind] === undefined);
    });
  });

  it("I7: truncates a kind only if no interface will give more of it", () => {
    check((first, other) => {
      const { truncated } = joinReadings(first, other);
      for (const kind of truncated) {
        const why = [first, other].map((each) => each?.gaps.get(kind)?.why);
        const lists = [first, other].flatMap(
          (each): readonly unknown[] => each?.children[kind] ?? [],
        );
        const isSame =
          first.incomplete.has(kind) &&
          new Set(lists.map((row) => JSON.stringify(row))).size === lists.length / 2;
        const isIncomplete = [first, other].some((each) => each?.incomplete.has(kind));
        const isRefusedByOther = isIncomplete && why.includes("refused");
        const isUntoldDiff = why.includes("too-large") && lists.length === 0;
        expect(isSame || isRefusedByOther || isUntoldDiff).toBe(true);
      }
    });
  });

  it("I2: loses no field that one of them gave, and has a gap for each that neither gave", () => {
    check((first, other) => {
      const joined = joinReadings(first, other);
      expect(joined.pullRequest === undefined).toBe(!first.pullRequest && !other?.pullRequest);
      if (!joined.pullRequest) return;
      for (const part of rowParts) {
        const isGiven = [first, other].some((each) =>
          part === "linkedIssues"
            ? each?.linkedIssues !== undefined
            : each?.pullRequest && !each.gaps.has(part),
        );
        expect(joined.gaps.has(part), part).toBe(!isGiven);
        const stands = joined.pullRequest[part];
        if (!isGiven) expect(stands, part).toBeNull();
        else if (part === "linkedIssues") expect(stands).toEqual([]);
        else
          expect(stands).toMatch(first.pullRequest && !first.gaps.has(part) ? "graphql" : "rest");
      }
    });
  });

  it("is refused only if both refuse, or if the first does and the other was not asked", () => {
    check((first, other) => {
      for (const [part, { why }] of joinReadings(first, other).gaps) {
        if (why !== "refused") continue;
        const both = [first, other].map((each) => each?.gaps.get(part)?.why ?? "refused");
        expect(both).toEqual(["refused", "refused"]);
      }
    });
  });
});
