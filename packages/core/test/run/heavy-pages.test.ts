import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  type Harness,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

const heavy = { kind: "error", status: 502 } as const;
const isComments = /\/issues\/comments\?/;

/** The page lengths of comments requested since the ledger was last cleared, with each status. */
function commentPages({ github }: Pick<Harness, "github">): readonly string[] {
  return github.ledger.entries
    .filter(({ path }) => isComments.test(path))
    .map(
      ({ path, status }) => `${new URL(path, "https://a").searchParams.get("per_page")}: ${status}`,
    );
}

function comment({ github }: Pick<Harness, "github">, number: number, count: number): void {
  for (let index = 0; index < count; index += 1) {
    github.clock.advance(1000);
    github.truth.comment({ repository: fullName, number, actor: "ada", body: `${index}` });
  }
}

describe("a list of comments whose long pages are too heavy for GitHub", () => {
  it("I1: is read by shorter pages, in the first sync, and idle after it", async () => {
    const harness = await createHarness({ github: createFakeGitHub({ commentListTimeout: 120 }) });
    const { github, sync, id, store } = harness;
    const [number = 0] = openPullRequests(github, 10);
    await harness.sync.syncRepositoryHistory(id);
    comment(harness, number, 150);
    github.clock.advance(hourMs);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const failing = Array(4).fill("100: 502");
    expect(commentPages(harness)).toEqual([...failing, ...Array(4).fill("50: 200")]);
    await expectEqualsGitHub(harness);

    // The bound has moved: the next pass uses a new URL, and later ones the same.
    const sizeOf = async () =>
      (await store.readState(id))?.state.checkpoint.streams.comments?.pageSize;
    expect(await sizeOf()).toBe(51);
    github.ledger.clear();
    for (let run = 0; run < 3; run += 1) {
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    }
    expect(commentPages(harness)).toEqual(["51: 200", "51: 304", "51: 304"]);
    expect(await sizeOf()).toBe(51);
  });

  it("returns to usual pages as changes come", async () => {
    const harness = await createSynced(1, { pageSize: 20 });
    const { github, sync, id, store, numbers } = harness;
    const long = /\/issues\/comments\?.*per_page=20(&|$)/;
    const restore = github.faults.add({ when: { path: long }, fault: heavy });
    const sizes: unknown[] = [];
    for (let run = 0; run < 11; run += 1) {
      comment(harness, numbers[0] ?? 0, 1);
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      restore();
      sizes.push((await store.readState(id))?.state.checkpoint.streams.comments?.pageSize);
    }
    expect(sizes).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, undefined, undefined]);
    await expectEqualsGitHub(harness);
  });

  it("says what to do if no page succeeds", async () => {
    const { github, sync, id } = await createSynced(1);
    github.faults.add({ when: { path: isComments }, fault: heavy });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "error", error: { code: "transient", status: 502 } });
    expect((await sync.getState(id))?.lastSyncError?.message).toMatch(
      /\/issues\/comments\. The request was for 12 rows\. If this continues, set a smaller pageSize/,
    );
  });

  it("is not assumed while all of GitHub is down", async () => {
    const { github, sync, id } = await createSynced(1);
    github.faults.add({ fault: heavy });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error" });
    // The list by the usual page, and the repository itself, each with its retries.
    expect(github.ledger.summary()).toMatchObject({ requests: 8, failed: 8 });
  });
});
