import { createSync, type SyncState } from "@ghsync/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HistoryPage } from "../../src/changes/history-list.ts";
import { changeStreams } from "../../src/changes/streams.ts";
import {
  correctHistory,
  firstHistory,
  historyAfter,
  restartedHistory,
  widenedHistory,
} from "../../src/run/history/history-window.ts";
import { createHarness, expectEqualsGitHub, fullName, openPullRequests } from "../sync-harness.ts";

const contact = new Date("2026-01-05T12:00:00Z");

describe("the window of the history", () => {
  it("the window of the history is everything, without a bound and for any bound before GitHub", () => {
    for (const days of [Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 100_000]) {
      expect(firstHistory(contact, days).from).toBeNull();
    }
    expect(firstHistory(contact, 30).from).toEqual(new Date("2025-12-06T12:00:00Z"));
  });

  it("the window of the history is only ever widened", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 9999 }),
        (had, wants) => {
          const widened = widenedHistory(firstHistory(contact, had), wants);
          expect(widened).toEqual(wants > had ? firstHistory(contact, wants) : undefined);
        },
      ),
    );
  });

  it("I14: when widened, is read before anything is called complete", async () => {
    const harness = await createHarness({ historyDays: 1 });
    const { github, id } = harness;
    openPullRequests(github, 4);
    github.clock.advance(40 * 86_400_000);
    expect(await harness.sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(harness.store.pullRequests(id)).toHaveLength(0);
    const wider = createSync({ ...harness.options, historyDays: Number.MAX_SAFE_INTEGER });
    expect(await wider.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});

describe("the list of a window by update", () => {
  it.each([
    { api: "graphql", lost: "a row", cut: (rows: object[]) => rows.splice(1, 1) },
    { api: "rest", lost: "a row", cut: (rows: object[]) => rows.splice(1, 1) },
    { api: "rest", lost: "every row of the window", cut: (rows: object[]) => rows.splice(0, 4) },
  ] as const)(
    "I1: is asked for once more at its end, where one answer lacks $lost, by $api",
    async ({ api, cut }) => {
      const harness = await createHarness({ api, historyDays: 3 });
      const { github, sync, id } = harness;
      openPullRequests(github, 2);
      github.clock.advance(30 * 86_400_000);
      const fresh = Array.from({ length: 4 }, () => {
        github.clock.advance(60_000);
        return github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "New" });
      });
      github.clock.advance(86_400_000);
      github.faults.add({
        when: { path: /\/pulls\?.*per_page=100/ },
        times: 1,
        fault: {
          kind: "rewrite",
          change(rows) {
            cut(rows);
            return rows;
          },
        },
      });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      const stored = harness.store.pullRequests(id);
      expect(stored.map(({ snapshot }) => snapshot.pullRequest.number)).toEqual(fresh);
    },
  );
});

type History = NonNullable<SyncState["checkpoint"]["history"]>;

describe("a history whose first contact had a Date that was ahead", () => {
  const minuteMs = 60_000;
  const hourEarlier = new Date(contact.getTime() - 60 * minuteMs);

  it("keeps the clock's error, also when it is widened or restarted", () => {
    const known = firstHistory(contact, 30, 60 * minuteMs);
    expect(known.firstContactSkewMs).toBe(60 * minuteMs);
    expect(firstHistory(contact, 30)).not.toHaveProperty("firstContactSkewMs");
    expect(widenedHistory(known, 60)).toEqual(firstHistory(contact, 60, 60 * minuteMs));
    expect(restartedHistory({ ...known, done: 7, total: 9 })).toStrictEqual({ ...known, total: 9 });
    const unknown = firstHistory(contact, 30);
    expect(restartedHistory({ ...unknown, done: 7 })).toStrictEqual(unknown);
  });

  it("is listed again, reaching back further by that error", () => {
    const place = { number: 7, updatedAt: contact, count: 5 };
    const before: History = { ...firstHistory(contact, 30, 60 * minuteMs), place, done: 5 };
    expect(correctHistory(before, 0)).toEqual({
      firstContact: hourEarlier,
      firstContactSkewMs: 0,
      from: new Date("2025-12-06T11:00:00Z"),
      done: 0,
      total: 0,
    });
    const whole = { ...before, from: null };
    expect(correctHistory(whole, 0)).toEqual({
      ...whole,
      firstContact: hourEarlier,
      firstContactSkewMs: 0,
    });
  });

  it("stays if the Date was right, or if nothing is known of it", () => {
    expect(correctHistory(firstHistory(contact, 30, 0), 0)).toBeUndefined();
    expect(correctHistory(firstHistory(contact, 30), Number.NEGATIVE_INFINITY)).toBeUndefined();
  });
});

describe("the history after a page", () => {
  const begun = firstHistory(contact, Number.POSITIVE_INFINITY);
  const place = (count: number) => ({ number: 9, updatedAt: contact, count });
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ number: index + 1, updatedAt: contact }));
  const page = (count: number, given: Partial<HistoryPage> = {}): HistoryPage => ({
    rows: rows(count),
    total: 5,
    place: place(count),
    last: false,
    ...given,
  });
  const end = { last: true, place: undefined };

  it("is after its rows, with GitHub's count when the list began", () => {
    const first = historyAfter(begun, page(3));
    expect(first).toStrictEqual({
      history: { ...begun, place: place(3), expected: 5, done: 3, total: 5 },
      done: 3,
      isEnd: false,
    });
    // Pull requests that are opened meanwhile are at the front of the list.
    const next = historyAfter(first.history, page(1, { total: 8, place: place(4) }));
    expect(next).toStrictEqual({
      history: { ...begun, place: place(4), expected: 5, done: 4, total: 8 },
      done: 4,
      isEnd: false,
    });
    const whole = historyAfter(next.history, page(1, { total: 8, ...end }));
    expect(whole).toStrictEqual({
      history: { ...begun, done: 5, total: 8 },
      done: 5,
      isEnd: true,
    });
  });

  it("counts the listed rows if GitHub does not count, or counts fewer", () => {
    const byRest = historyAfter(begun, page(3, { total: undefined }));
    expect(byRest.history).toStrictEqual({ ...begun, place: place(3), done: 3, total: 3 });
    expect(historyAfter(begun, page(3, { total: 2 })).history.total).toBe(3);
  });

  it("stays if a page has no place because GitHub hides its rows", () => {
    const { history } = historyAfter(begun, page(3));
    expect(historyAfter(history, page(0, { place: undefined })).history.place).toEqual(place(3));
    expect(historyAfter(begun, page(0, { place: undefined })).history).not.toHaveProperty("place");
  });

  it("begins at the top, and counts from none, if there is no place", () => {
    const again = { ...begun, done: 4, expected: 9 };
    const { history, done } = historyAfter(again, page(3));
    expect({ done, expected: history.expected }).toEqual({ done: 3, expected: 5 });
  });

  it.each([
    ["ends below GitHub's count", page(4, end), {}],
    ["had an incomplete page before", page(5, end), { isIncomplete: true }],
    ["ends with an incomplete page", page(5, { ...end, isIncomplete: true }), {}],
    ["had a row that cannot be read", page(5, end), { unread: "A row." }],
    ["ends with a row that cannot be read", page(5, { ...end, unread: "A row." }), {}],
  ] as const)("I14: lists it once more, to check, if the list %s", (_, last, parts) => {
    expect(historyAfter({ ...begun, ...parts }, last)).toStrictEqual({
      history: { ...begun, total: 5, isCheck: true },
      done: last.rows.length,
      isEnd: false,
    });
  });

  it("I14: accepts an incomplete list after a second listing, but never a row that cannot be read", () => {
    const check = { ...begun, isCheck: true };
    const short = { total: undefined, isIncomplete: true, ...end };
    expect(historyAfter(check, page(3, short))).toStrictEqual({
      history: { ...begun, done: 3, total: 3 },
      done: 3,
      isEnd: true,
    });
    const unread = historyAfter(check, page(3, { ...end, unread: "A row." }));
    expect(unread).toMatchObject({ history: { isCheck: true }, isEnd: false });
  });

  it("keeps a page's missing rows, and the reason, until the end", () => {
    const bad = historyAfter(begun, page(3, { isIncomplete: true, unread: "One." })).history;
    expect(bad).toMatchObject({ isIncomplete: true, unread: "One." });
    const next = historyAfter(bad, page(1, { unread: "Another." })).history;
    expect(next).toMatchObject({ isIncomplete: true, unread: "One." });
  });
});

describe("a stream that is added to a known repository", () => {
  it("I6: never mixes it with another repository that took its name", async () => {
    const harness = await createHarness({ streams: changeStreams.slice(1) });
    const { github, id } = harness;
    const [number = 0] = openPullRequests(github, 1);
    expect(await harness.sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const before = await harness.store.getRepository(id);
    github.truth.renameRepository({ repository: fullName, fullName: "acme/moved" });
    github.truth.createRepository({ fullName });
    github.truth.openPullRequest({ repository: fullName, actor: "eve", title: "Foreign" });
    const allStreams = { ...harness.options, streams: changeStreams };
    const sync = createSync(allStreams);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const after = await harness.store.getRepository(id);
    expect(after?.repository.githubId).toBe(before?.repository.githubId);
    const titles = harness.store.pullRequests(id).map(({ snapshot }) => snapshot.pullRequest);
    expect(titles).toMatchObject([{ number }]);
    expect(titles[0]?.title).not.toBe("Foreign");
  });
});
