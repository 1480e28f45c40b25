import { createFakeGitHub, type FakeGitHub, type Truth } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { changeStreams } from "../../src/changes/streams.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  openPullRequests,
  storedNumbers,
} from "../sync-harness.ts";

type Row = Record<string, unknown>;

interface StreamCase {
  readonly path: RegExp;
  /** A change of this pull request that the stream shows. */
  readonly change: (truth: Truth, number: number) => unknown;
  /** Fields that the stream reads, each with values that it cannot read. */
  readonly fields: Readonly<Record<string, readonly unknown[]>>;
}

const notInstants = [
  ...[undefined, null, 7, "soon", "1", "2026-13-45T12:00:00Z", {}],
  ...["2026-01-05 12:00:00", "2026-01-05T12:00:00", "0000-01-01T00:00:00Z", "1970-01-01T00:00:00Z"],
];
const notNumbers = [undefined, null, "7", 0, -1, 1.5, []];
const notUrls = [undefined, null, 7, "", "https://example.com/", {}];
const casesOf: { readonly [name: string]: StreamCase } = {
  issues: {
    path: /\/issues\?/,
    change: (truth, number) => truth.addLabels({ repository: fullName, number, labels: ["late"] }),
    fields: {
      updated_at: notInstants,
      number: notNumbers,
      pull_request: [
        undefined,
        null,
        "yes",
        7,
        [],
        {},
        { url: "https://example.com/" },
        { url: 7 },
      ],
      html_url: notUrls,
    },
  },
  pulls: {
    path: /\/pulls\?.*sort=updated/,
    change: (truth, number) =>
      truth.submitReview({ repository: fullName, number, actor: "grace", state: "APPROVED" }),
    fields: { updated_at: notInstants, created_at: notInstants, number: notNumbers, url: notUrls },
  },
  comments: {
    path: /\/issues\/comments\?/,
    change: (truth, number) =>
      truth.comment({ repository: fullName, number, actor: "ada", body: "Late" }),
    fields: { updated_at: notInstants, html_url: notUrls, issue_url: notUrls },
  },
  reviewComments: {
    path: /\/pulls\/comments\?/,
    change: (truth, number) => {
      const comments = [{ path: `src/change-${number}.ts`, body: "Late" }];
      return truth.submitReview({ repository: fullName, number, actor: "grace", comments });
    },
    fields: { updated_at: notInstants, pull_request_url: notUrls, html_url: notUrls },
  },
};

/** Corrupts the row at a place of a list's pages, until the returned function is called. */
function spoil(github: FakeGitHub, path: RegExp, place: number, spoilt: (row: Row) => unknown) {
  const change = (rows: unknown) =>
    Array.isArray(rows) && rows.length > place ? rows.with(place, spoilt(rows[place])) : rows;
  return github.faults.add({ when: { path }, fault: { kind: "rewrite", change } });
}

describe.each(changeStreams)("a row of the stream $name", (stream) => {
  const { path, change, fields } = casesOf[stream.name] ?? {
    path: /x/,
    change: () => undefined,
    fields: {},
  };
  const wrong = Object.entries(fields).flatMap(([field, values]) =>
    values.map((value) => ({ field, value })),
  );

  it("I13, I14: that is null affects only itself, and is read once GitHub shows it", async () => {
    const harness = await createSynced(4, { streams: [stream] });
    const { github, sync, id, events, store } = harness;
    for (const number of [1, 2, 3]) {
      change(github.truth, number);
      github.clock.advance(minuteMs);
    }
    github.clock.advance(hourMs);
    const before = (await store.readState(id))?.state.lastSyncAt;
    const restore = spoil(github, path, 1, () => null);
    for (let run = 0; run < 3; run += 1) {
      expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
      const { lastSyncError, lastSyncAt } = (await store.readState(id))?.state ?? {};
      expect(lastSyncError?.code).toBe("response_invalid");
      expect(lastSyncError?.message).toMatch(
        /list \/repositories\/\d+\/.* has a row .*: GitHub sent null as row,/,
      );
      expect(lastSyncAt).toEqual(before);
      github.clock.advance(hourMs);
    }
    expect(storedNumbers(events)).toEqual(expect.arrayContaining([1, 3]));
    // What comes later is read all the same.
    events.length = 0;
    change(github.truth, 4);
    github.clock.advance(hourMs);
    await sync.syncRepository(id);
    expect(storedNumbers(events)).toContain(4);

    restore();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect((await store.readState(id))?.state.lastSyncError).toBeUndefined();
    await expectEqualsGitHub(harness);
    for (let run = 0; run < 2; run += 1) {
      github.clock.advance(hourMs);
      github.ledger.clear();
      await sync.syncRepository(id);
    }
    expect(github.ledger.summary()).toMatchObject({ requests: 1, notModified: 1 });
  });

  it.each(wrong)(
    "I14: with $field $value is reported, and does not count as read",
    async (fault) => {
      const { field, value } = fault;
      const harness = await createSynced(2, { streams: [stream] });
      const { github, sync, id, store } = harness;
      change(github.truth, 2);
      github.clock.advance(hourMs);
      const restore = spoil(github, path, 0, (row) => ({ ...row, [field]: value }));
      expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
      const { message } = (await store.readState(id))?.state.lastSyncError ?? {};
      expect(message).toContain(` as row.${field}`);
      restore();
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );

  it.each(["2020-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "0000-01-01T00:00:00Z"])(
    "I1, I14: with a stamp from before the bound, %s, beside newer rows, does not count as read",
    async (updated_at) => {
      const harness = await createSynced(4, { streams: [stream] });
      const { github, sync, id } = harness;
      for (const number of [2, 3, 4]) {
        change(github.truth, number);
        github.clock.advance(20 * minuteMs);
      }
      github.clock.advance(hourMs);
      const restore = spoil(github, path, 1, (row) => ({ ...row, updated_at }));
      for (let run = 0; run < 2; run += 1) {
        expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
        github.clock.advance(hourMs);
      }
      restore();
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );

  it("I16: is not forgotten by a pass of several pages that was interrupted after it", async () => {
    const harness = await createSynced(9, { streams: [stream], pageSize: 2, maxDurationMs: 1 });
    const { github, sync, id } = harness;
    for (let number = 1; number <= 9; number += 1) {
      change(github.truth, number);
      github.clock.advance(minuteMs);
    }
    github.clock.advance(hourMs);
    github.onResponse(() => github.clock.advance(1000));
    let spoilt = "";
    const restore = github.faults.add({
      when: { path },
      times: 1,
      fault: {
        kind: "rewrite",
        change: (rows, request) => {
          spoilt = request.path;
          return Array.isArray(rows) ? rows.with(0, null) : rows;
        },
      },
    });
    for (let run = 0; run < 40; run += 1) {
      if ((await sync.syncRepository(id)).status === "complete") break;
    }
    restore();
    expect(spoilt).toMatch(path);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});

it("an old row that cannot be read, after all changes, does not stop the list of pull requests", async () => {
  const { github, sync, id } = await createSynced(5);
  spoil(github, /\/pulls\?/, 3, () => null);
  github.truth.editPullRequest({ repository: fullName, number: 5, title: "Changed" });
  github.clock.advance(hourMs);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
});

it.each([{ historyDays: undefined }, { historyDays: 30 }])(
  "I14: a row of the history by REST that cannot be read keeps it from being complete: $historyDays days",
  async (window) => {
    const github = createFakeGitHub();
    const harness = await createHarness({ github, api: "rest", pageSize: 3, ...window });
    const { sync, id, store } = harness;
    openPullRequests(github, 8);
    const sort = window.historyDays ? "updated" : "created";
    const restore = spoil(github, new RegExp(`sort=${sort}.*page=2`), 1, () => null);
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: { code: "response_invalid", message: expect.stringContaining("null as row") },
    });
    expect(store.pullRequests(id).length).toBeGreaterThan(5);
    expect((await store.readState(id))?.state.historyCompletedAt).toBeUndefined();
    restore();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  },
);

describe.each(changeStreams)("a stream that fails in every run: $name", (stream) => {
  it.each([
    { fault: { kind: "error", status: 500 } },
    { fault: { kind: "forbidden", reason: "personal-access-token" } },
    { fault: { kind: "rewrite", change: () => ({ message: "no list" }) } },
  ] as const)("I13: stops neither the others nor the history: $fault.kind", async ({ fault }) => {
    const github = createFakeGitHub({ coupledClocks: false });
    const harness = await createHarness({ github });
    const { sync, id, store } = harness;
    openPullRequests(github, 3);
    const { path } = casesOf[stream.name] ?? { path: /x/ };
    const restore = github.faults.add({ when: { path }, fault });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error" });
    expect((await store.readState(id))?.state.historyCompletedAt).toBeDefined();
    await expectEqualsGitHub(harness);
    const others = changeStreams.filter(({ name }) => name !== stream.name);
    for (const { name } of others) casesOf[name]?.change(github.truth, 2);
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error" });
    await expectEqualsGitHub(harness);
    expect((await store.readState(id))?.state.lastSyncAt).toBeUndefined();
    restore();
    casesOf[stream.name]?.change(github.truth, 3);
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});

it("I13: a stream that fails lets the slices of the history follow at once", async () => {
  const github = createFakeGitHub();
  const harness = await createHarness({ github, batchSize: 2, maxDurationMs: 1 });
  const { sync, id, store } = harness;
  openPullRequests(github, 9);
  github.onResponse(() => github.clock.advance(1000));
  github.faults.add({ when: { path: /\/issues\?/ }, fault: { kind: "error", status: 500 } });
  for (let run = 0; run < 4; run += 1) {
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "history" });
    expect((await store.readState(id))?.state.nextAttemptAt).toBeUndefined();
  }
  expect(await sync.syncRepository(id)).toMatchObject({ status: "error" });
  expect(store.pullRequests(id)).toHaveLength(9);
});
