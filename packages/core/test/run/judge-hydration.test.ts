import type { DirtyPullRequest, PullRequestState } from "@ghsync/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeHydration } from "../../src/run/batch/judge-batch.ts";
import { exampleSnapshot } from "./example-snapshot.ts";

const settleMs = 600_000;
/** How long after a read a change can have the stamp that the read shows. */
const sameStampMs = 11_000;
const policy = { settleMs, random: () => 0.5 } as const;
const at = (ms: number) => new Date(ms);

const moments = fc.integer({ min: 0, max: 2_000_000 });
const reads = fc.record({ updatedAt: moments, readAt: moments });
/** Few stamps, so that many are equal. */
const closeReads = fc.record({ updatedAt: fc.nat(2), readAt: moments });

/** Judges one read of pull request 1. */
function judge(
  read: {
    readonly updatedAt: number;
    readonly readAt: number;
    readonly comments?: readonly number[];
  },
  entry: Partial<DirtyPullRequest> = {},
  stored?: PullRequestState,
  confirmed: ReadonlySet<number> = new Set([1]),
) {
  const readAt = at(read.readAt);
  const comments = read.comments?.map(at);
  const snapshot = exampleSnapshot({ updatedAt: at(read.updatedAt), readAt }, comments);
  return judgeHydration(
    { snapshots: [snapshot], failures: [], unread: [], readAt },
    [{ number: 1, stamps: {}, attempts: 0, ...entry }],
    stored ? [stored] : [],
    { ...policy, confirmed },
  );
}

const ends = { number: 1, headSha: "head", baseSha: "base", truncated: [], unread: [] };

describe("judgeHydration", () => {
  it("I4: in any order of the reads, the newest state stays; at equal stamps, the last read", () => {
    fc.assert(
      fc.property(fc.array(closeReads, { minLength: 1, maxLength: 8 }), (all) => {
        let stored: PullRequestState | undefined;
        for (const read of all) {
          const [kept] = judge(read, {}, stored).snapshots;
          if (!kept) continue;
          const { pullRequest, readAt } = kept.snapshot;
          stored = { ...ends, updatedAt: pullRequest.updatedAt, readAt, seen: kept.seen };
        }
        const newest = Math.max(...all.map(({ updatedAt }) => updatedAt));
        const ofNewest = all.filter(({ updatedAt }) => updatedAt === newest);
        expect(stored?.updatedAt).toEqual(at(newest));
        // The last read, even if its `Date` is not the latest.
        expect(stored?.readAt).toEqual(at(ofNewest.at(-1)?.readAt ?? Number.NaN));
      }),
    );
  });

  it("I1: leaves the dirty list only a settling time after every known stamp", () => {
    fc.assert(
      fc.property(reads, fc.option(moments), fc.option(reads), (read, comments, before) => {
        const stamps = comments === null ? {} : { comments: at(comments) };
        const stored = before && {
          ...ends,
          updatedAt: at(before.updatedAt),
          readAt: at(before.readAt),
          seen: {},
        };
        const shown = { ...read, comments: comments === null ? [] : [comments] };
        const { snapshots, clean, dirty } = judge(shown, { stamps }, stored ?? undefined);
        // A stamp that is further ahead is wrong, and counts as just now.
        const isAhead = (ms: number) => ms > read.readAt + settleMs;
        const times = [read.updatedAt, comments ?? 0];
        const newest = Math.max(...times.map((ms) => (isAhead(ms) ? read.readAt : ms)));
        const isSettled = newest + settleMs <= read.readAt;
        const isStale = snapshots.length === 0;
        expect(clean).toEqual(isSettled && !isStale ? [1] : []);
        expect(dirty).toHaveLength(1 - clean.length);
        const isBeyondLag = isStale && Math.abs(read.readAt - (before?.updatedAt ?? 0)) > settleMs;
        for (const { notBefore, stamps: kept, attempts } of dirty) {
          const isSameStamp = read.readAt < newest + sameStampMs;
          const wait = isStale ? settleMs : isSameStamp ? 1000 : newest + settleMs - read.readAt;
          expect({ notBefore, kept, attempts }).toEqual({
            notBefore: at(read.readAt + (isBeyondLag ? settleMs : wait)),
            kept: isAhead(comments ?? 0) ? {} : stamps,
            attempts: isBeyondLag ? 1 : 0,
          });
        }
      }),
    );
  });

  it("counts a read as final exactly a settling time after the stamp", () => {
    expect(judge({ updatedAt: 0, readAt: settleMs - 1 }).clean).toEqual([]);
    expect(judge({ updatedAt: 0, readAt: settleMs }).clean).toEqual([1]);
  });

  it("I1: is due in the next run if a later change can have the same stamp", () => {
    const waitOf = (readAt: number) => judge({ updatedAt: 0, readAt }).dirty[0]?.notBefore;
    expect(waitOf(0)).toEqual(at(1000));
    expect(waitOf(sameStampMs - 1)).toEqual(at(sameStampMs + 999));
    expect(waitOf(sameStampMs)).toEqual(at(settleMs));
  });

  it("clears failures once a read succeeds", () => {
    const { dirty } = judge({ updatedAt: 0, readAt: 0 }, { attempts: 3, reason: "502" });
    expect(dirty).toEqual([{ number: 1, stamps: {}, notBefore: at(1000), attempts: 0 }]);
  });

  it("I1: counts a pull request as gone a settling time after its stamps, and not before", () => {
    const absent = { number: 1, reason: "404", absent: true };
    const stampsOf = fc.record({ issues: moments, comments: moments }, { requiredKeys: [] });
    const attempts = fc.integer({ min: 0, max: 9 });
    const toStamps = (given: Partial<Record<string, number>>) =>
      Object.fromEntries(Object.entries(given).map(([stream, ms = 0]) => [stream, at(ms)]));
    fc.assert(
      fc.property(stampsOf, stampsOf, attempts, moments, (given, seen, attempts, readMs) => {
        const all = [given, seen].flatMap((stamps) => Object.values(stamps));
        // A stamp that is ahead of the response does not count.
        const times = all.filter((ms) => ms <= readMs + settleMs);
        const stamps = toStamps(given);
        const known = { ...ends, updatedAt: at(0), readAt: at(0), seen: toStamps(seen) };
        const entry = { number: 1, stamps, attempts };
        const batch = { snapshots: [], failures: [absent], unread: [], readAt: at(readMs) };
        const { vanished, clean, dirty } = judgeHydration(batch, [entry], [known], policy);
        // Without a stamp, a pull request counts as new at its first read.
        const newest = times.length + attempts === 0 ? readMs : Math.max(...times);
        const isGone = newest + settleMs <= readMs;
        expect({ vanished, clean }).toEqual(
          isGone ? { vanished: [1], clean: [1] } : { vanished: [], clean: [] },
        );
        const notBefore = at(newest + settleMs);
        const waits = { ...entry, notBefore, attempts: attempts + 1, reason: "404" };
        expect(dirty).toEqual(isGone ? [] : [waits]);
      }),
      {
        // The first read, without a stamp; and exactly a settling time after its stamp.
        examples: [
          [{}, {}, 0, settleMs],
          [{ issues: 0 }, {}, 1, settleMs],
        ],
      },
    );
  });

  it("lets a pull request that fails wait from one minute to six hours, never shorter than before", () => {
    const waitOf = (attempts: number, random: number) => {
      const reason = "GitHub answered 500.";
      const failures = [{ number: 1, reason }];
      const entry = { number: 1, stamps: { issues: at(5) }, attempts };
      const { dirty, clean, snapshots } = judgeHydration(
        { snapshots: [], failures, unread: [], readAt: at(0) },
        [entry],
        [],
        { settleMs, random: () => random },
      );
      expect({ clean, snapshots }).toEqual({ clean: [], snapshots: [] });
      expect(dirty).toMatchObject([{ ...entry, attempts: attempts + 1, reason }]);
      return dirty[0]?.notBefore?.getTime() ?? 0;
    };
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), chance, chance, (attempts, one, other) => {
        const wait = waitOf(attempts, one);
        expect(wait).toBeGreaterThanOrEqual(60_000);
        expect(wait).toBeLessThanOrEqual(6 * 3_600_000);
        // Until the waits reach the maximum, where only chance differs.
        if (attempts < 7) expect(waitOf(attempts + 1, other)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });

  it("I14: stores a pull request without what GitHub did not give, and reads it again after a growing wait", () => {
    const readAt = at(settleMs);
    const snapshot = exampleSnapshot({ updatedAt: at(0), readAt });
    const unread = [{ number: 1, part: "files", reason: "GitHub answered 500." }] as const;
    const entry = { number: 1, stamps: {}, attempts: 1 };
    const batch = { snapshots: [snapshot], failures: [], unread, readAt };
    const verdict = judgeHydration(batch, [entry], [], policy);
    expect(verdict.snapshots.map((kept) => kept.snapshot)).toEqual([snapshot]);
    const reason = "GitHub did not give its files: GitHub answered 500.";
    expect(verdict.dirty).toMatchObject([{ number: 1, attempts: 2, reason }]);
    expect(verdict.clean).toEqual([]);
    // As long as for one that cannot be read at all.
    const failures = [{ number: 1, reason: "GitHub answered 500." }];
    const failed = { snapshots: [], failures, unread: [], readAt };
    const [waiting] = judgeHydration(failed, [entry], [], policy).dirty;
    expect(waiting?.notBefore?.getTime()).toBeGreaterThan(readAt.getTime());
    expect(verdict.dirty[0]?.notBefore).toEqual(waiting?.notBefore);
  });

  it("I1: keeps the stamps of a pull request that each stream covered before", () => {
    const before = { ...ends, updatedAt: at(0), readAt: at(0), seen: { issues: at(3) } };
    const [kept] = judge({ updatedAt: 5, readAt: settleMs }, {}, before).snapshots;
    expect(kept?.seen).toEqual({ issues: at(3), pulls: at(5) });
  });

  it("I4: accepts a state older than the lag only if the read before and REST show the same", () => {
    const stored = { ...ends, updatedAt: at(9 * settleMs), readAt: at(9 * settleMs), seen: {} };
    const older = { updatedAt: 1, readAt: 20 * settleMs };
    const [first] = judge(older, {}, stored).dirty;
    expect(first).toMatchObject({ attempts: 1, reason: expect.stringContaining("older") });
    expect(judge(older, first, stored)).toMatchObject({ snapshots: [{}], clean: [1], dirty: [] });
    const unconfirmed = judge(older, first, stored, new Set());
    expect(unconfirmed).toMatchObject({ snapshots: [], clean: [], dirty: [first] });
    const others = [
      { attempts: 3, reason: "GitHub answered 502." },
      { attempts: 1, reason: undefined },
      // An older state of another moment: the two reads do not agree.
      judge({ ...older, updatedAt: 2 }, {}, stored).dirty[0],
    ];
    for (const entry of others) {
      expect(judge(older, entry, stored)).toMatchObject({ snapshots: [], dirty: [first] });
    }
    // A state that may be a lag is not stored, however often it comes.
    const late = { updatedAt: 9 * settleMs - 1, readAt: 9 * settleMs };
    expect(judge(late, first, stored)).toMatchObject({ snapshots: [], dirty: [{ attempts: 0 }] });
  });

  it("I1: keeps a pull request on the list if its response is older than the change that marked it", () => {
    const marked = { stamps: { pulls: at(3 * settleMs) } };
    const verdict = judge({ updatedAt: 1, readAt: 9 * settleMs }, marked);
    expect(verdict).toMatchObject({ clean: [], dirty: [{ number: 1, attempts: 1, ...marked }] });
    expect(judge({ updatedAt: 3 * settleMs, readAt: 9 * settleMs }, marked).clean).toEqual([1]);
  });

  it("I1: does not count a comment as read while its list does not show it, until two reads agree", () => {
    const stamp = at(settleMs);
    const entry = { stamps: { comments: stamp, issues: stamp } };
    const soon = { updatedAt: settleMs, readAt: 2 * settleMs, comments: [settleMs - 1] };
    const late = { ...soon, readAt: 2 * settleMs + 1 };
    // It may be a lag: the pull request is read once more, and the stream stays unanswered.
    const unanswered = { issues: stamp, pulls: stamp, comments: at(settleMs - 1) };
    expect(judge(soon, entry)).toMatchObject({ snapshots: [{ seen: unanswered }], clean: [1] });
    const [first] = judge(late, entry).dirty;
    expect(judge(late, entry).snapshots).toMatchObject([{ seen: unanswered }]);
    expect(first).toMatchObject({ ...entry, attempts: 1, notBefore: at(3 * settleMs + 1) });
    expect(judge({ ...late, comments: [settleMs] }, first)).toMatchObject({ clean: [1] });
    expect(judge(late, first)).toMatchObject({
      clean: [1],
      snapshots: [{ seen: { ...unanswered, comments: stamp } }],
    });
    expect(judge({ ...late, comments: [1] }, first).dirty, "other rows").toMatchObject([
      { attempts: 1 },
    ]);
    const before = { ...ends, updatedAt: at(0), readAt: at(0), seen: { comments: stamp } };
    expect(judge(late, entry, before), "deleted after a read").toMatchObject({ clean: [1] });
  });

  it("judges each pull request of a batch separately", () => {
    const readAt = at(settleMs);
    const snapshots = [
      exampleSnapshot({ number: 1, updatedAt: at(0), readAt }),
      exampleSnapshot({ number: 2, updatedAt: readAt, readAt }),
    ];
    const failures = [{ number: 3, reason: "GitHub answered 500." }];
    const unread = [{ number: 2, part: "files", reason: "GitHub answered 500." }] as const;
    const verdict = judgeHydration({ snapshots, failures, unread, readAt }, [], [], policy);
    expect(verdict.clean).toEqual([1]);
    expect(verdict.dirty.map(({ number }) => number)).toEqual([2, 3]);
    expect(verdict.snapshots.map(({ snapshot }) => snapshot)).toEqual(snapshots);
  });
});
