import { createSync } from "@ghsync/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeStreams } from "../../src/changes/change-streams.ts";
import { firstHistory, widenedHistory } from "../../src/sync/history/history-window.ts";
import { createHarness, expectEqualsGitHub, fullName, openPullRequests } from "../sync-harness.ts";

const contact = new Date("2026-01-05T12:00:00Z");

describe("the window of the history", () => {
  it("is everything, without a bound and for any bound before GitHub", () => {
    for (const days of [Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 100_000]) {
      expect(firstHistory(contact, days).from).toBeNull();
    }
    expect(firstHistory(contact, 30).from).toEqual(new Date("2025-12-06T12:00:00Z"));
  });

  it("is only ever widened", () => {
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

describe("a stream that is added to a repository that is known", () => {
  it("I6: never mixes it with another one that took its name", async () => {
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
