import { initialSyncState, type PullRequestSnapshot, type SyncState } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { afterForbidden, afterRename } from "../../src/run/batch/checkpoint-after.ts";

const day = new Date("2026-01-05T12:00:00Z");
const history = {
  firstContact: day,
  from: null,
  place: { number: 3, updatedAt: day, count: 9 },
  done: 9,
  total: 9,
};
const whole: SyncState = {
  ...initialSyncState,
  historyCompletedAt: day,
  checkpoint: {
    streams: {},
    history,
    forbiddenParts: ["comments", "commits"],
    forbiddenAt: { comments: 1, commits: 2 },
  },
};
const { history: _, ...unlisted } = whole.checkpoint;
const empty = { reviews: undefined, reviewComments: undefined, commits: undefined, files: [] };
const snapshot = {
  pullRequest: { number: 1, linkedIssues: null },
  children: { ...empty, comments: [] },
  unread: ["author"],
} as unknown as PullRequestSnapshot;
const batch = { snapshots: [snapshot], failures: [], forbidden: [], readAt: day };

describe("what a batch shows about forbidden kinds", () => {
  it("allows a kind again that it shows, and restarts the history", () => {
    const { historyCompletedAt, checkpoint } = afterForbidden(whole, batch);
    expect(historyCompletedAt).toBeUndefined();
    const { place: _, ...rest } = history;
    expect(checkpoint).toEqual({
      streams: {},
      forbiddenParts: ["commits"],
      forbiddenAt: { commits: 2 },
      history: { ...rest, done: 0 },
      reread: true,
      kindsSince: day,
    });
  });

  it.each([
    ["a kind that it lacks", whole, { ...batch, snapshots: [] }],
    [
      "a kind that was not read of the pull request",
      whole,
      { ...batch, snapshots: [{ ...snapshot, children: { ...empty, comments: undefined } }] },
    ],
    ["a history in progress", { ...whole, historyCompletedAt: undefined }, batch],
    ["a history without a known place", { ...whole, checkpoint: unlisted }, batch],
    [
      "another pull request than the one that lacked it",
      { ...whole, checkpoint: { ...whole.checkpoint, forbiddenAt: { comments: 3, commits: 2 } } },
      batch,
    ],
  ])("allows nothing again for %s", (_, state, batch) => {
    expect(afterForbidden(state, batch)).toEqual({ checkpoint: state.checkpoint });
  });

  it("allows a kind again once the pull request that lacked it is gone", () => {
    const failures = [{ number: 2, reason: "Gone.", absent: true }];
    const after = afterForbidden(whole, { ...batch, snapshots: [], failures });
    expect(after.checkpoint).toMatchObject({
      forbiddenParts: ["comments"],
      forbiddenAt: { comments: 1 },
      reread: true,
    });
  });

  it.each([
    ["linkedIssues", { ...snapshot, pullRequest: { number: 1, linkedIssues: [] } }],
    ["author", { ...snapshot, unread: [] }],
  ] as const)("allows %s again once a pull request shows it", (part, shown) => {
    const checkpoint = { streams: {}, history, forbiddenParts: [part] };
    const state = { ...whole, checkpoint };
    // The state of an older version does not say where the part was refused.
    const { forbiddenParts, forbiddenAt } = afterForbidden(state, batch).checkpoint;
    expect({ forbiddenParts, forbiddenAt }).toStrictEqual({
      forbiddenParts: [part],
      forbiddenAt: part === "author" ? { author: 1 } : {},
    });
    const snapshots = [shown as unknown as PullRequestSnapshot];
    const after = afterForbidden(state, { ...batch, snapshots });
    expect(after.checkpoint).toMatchObject({ forbiddenParts: [], reread: true });
  });

  it("changes nothing if nothing is or was refused", () => {
    const checkpoint = { streams: {}, history };
    const state = { ...whole, checkpoint };
    expect(afterForbidden(state, batch)).toEqual({ checkpoint });
    const refused = { ...batch, forbidden: ["files"] as const };
    expect(afterForbidden(state, refused).checkpoint).toEqual({
      ...checkpoint,
      forbiddenParts: ["files"],
      forbiddenAt: {},
    });
  });

  it("adds what was refused, once", () => {
    const refused = { ...batch, snapshots: [], forbidden: ["commits", "files"] as const };
    const { forbiddenParts, forbiddenAt } = afterForbidden(whole, refused).checkpoint;
    expect(forbiddenParts).toEqual(["comments", "commits", "files"]);
    expect(forbiddenAt).toEqual({ comments: 1, commits: 2 });
    const lacking = { ...snapshot, unread: ["files"] } as unknown as PullRequestSnapshot;
    const seen = afterForbidden(whole, { ...refused, snapshots: [lacking] }).checkpoint;
    // #1 shows its comments again.
    expect(seen.forbiddenAt).toEqual({ commits: 2, files: 1 });
  });
});

describe("what a batch shows about the repository's name", () => {
  const checkpoint = { streams: {}, history, storedName: "acme/api" };
  const known = { ...whole, checkpoint };

  it.each([
    ["the same name", { fullName: "acme/api", readAt: day }],
    ["no name", { fullName: undefined, readAt: day }],
  ])("changes nothing for %s", (_, batch) => {
    expect(afterRename(known, batch)).toBeUndefined();
  });

  it("keeps the first name, and reads nothing again for it", () => {
    const unnamed = { ...whole, checkpoint: { streams: {}, history } };
    expect(afterRename(unnamed, { fullName: "acme/api", readAt: day })).toEqual({ checkpoint });
  });

  it("I1: reads everything again under another name", () => {
    const after = afterRename(known, { fullName: "acme/interface", readAt: day });
    const { place: _, ...rest } = history;
    expect(after).toHaveProperty("historyCompletedAt", undefined);
    expect(after?.checkpoint).toEqual({
      streams: {},
      storedName: "acme/interface",
      leftName: { name: "acme/api", at: day },
      history: { ...rest, done: 0 },
      reread: true,
      kindsSince: day,
    });
  });

  it.each([
    ["is in progress", { ...known, historyCompletedAt: undefined }],
    ["has no place yet", { ...whole, checkpoint: { streams: {}, storedName: "acme/api" } }],
  ])(
    "I1: keeps the old name while the history %s, so that it is read again afterwards",
    (_, state) => {
      const nextName = "acme/interface";
      const after = afterRename(state, { fullName: nextName, readAt: day });
      const leftName = { name: "acme/api", at: day };
      expect(after).toEqual({ checkpoint: { ...state.checkpoint, nextName, leftName } });
    },
  );
});
