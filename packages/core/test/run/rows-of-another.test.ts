import { type ChildKind, childKinds } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createFullWorld, rewriteRest } from "../support/full-world.ts";
import { listOf } from "../support/refusals.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

const complete = { status: "complete" };
const other = "other/repo";

const lists = {
  issues: /^\/repositories\/\d+\/issues\?/,
  comments: /^\/repositories\/\d+\/issues\/comments\?/,
  pulls: /^\/repositories\/\d+\/pulls\?/,
  reviewComments: /^\/repositories\/\d+\/pulls\/comments\?/,
} as const;

/** A row of a list with its addresses in another repository. */
const moved = <Row>(row: Row, name = other): Row => {
  const text = JSON.stringify(row).replaceAll(`/repos/${fullName}`, `/repos/${name}`);
  return JSON.parse(text, (key, value) => (key === "base" ? { ...value, repo: { id: 1 } } : value));
};

/** Makes the responses of these paths those of the other repository. */
function answerOfAnother({ faults }: FakeGitHub, path: RegExp): () => void {
  const change = (rows: unknown[]) => rows.map((row) => moved(row));
  return faults.add({ when: { path }, fault: { kind: "rewrite", change } });
}

describe("a list of changes whose rows belong to another repository", () => {
  it.each(Object.entries(lists))("I1: %s: nothing of it is used", async (_, path) => {
    const harness = await createSynced(3);
    const { github, sync, id } = harness;
    github.truth.createRepository({ fullName: other });
    const { lastSyncAt } = (await sync.getState(id)) ?? {};
    github.truth.editPullRequest({ repository: fullName, number: 2, title: "Changed" });
    const target = { repository: fullName, number: 1, actor: "bob" };
    github.truth.submitReview({ ...target, comments: [{ path: "a.ts", body: "Why?" }] });
    github.truth.comment({ ...target, body: "Hello" });
    github.clock.advance(hourMs);
    const restore = answerOfAnother(github, path);
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: { code: "response_invalid", message: expect.stringContaining("is about") },
    });
    expect((await sync.getState(id))?.lastSyncAt).toEqual(lastSyncAt);
    restore();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject(complete);
    await expectEqualsGitHub(harness);
  });

  it("I1: the history by REST: nothing of it is used", async () => {
    const harness = await createHarness({ api: "rest" });
    const { github, sync, id } = harness;
    openPullRequests(github, 3);
    const restore = answerOfAnother(github, /\/pulls\?.*sort=created/);
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: { code: "response_invalid" },
    });
    restore();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject(complete);
    await expectEqualsGitHub(harness);
  });

  it("I1: a former name of the repository is its own", async () => {
    const harness = await createSynced(3);
    const { github, sync, id } = harness;
    const next = "acme/interface";
    github.truth.renameRepository({ repository: fullName, fullName: next });
    github.truth.editPullRequest({ repository: next, number: 2, title: "Changed" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject(complete);
    github.truth.editPullRequest({ repository: next, number: 3, title: "Changed" });
    github.clock.advance(hourMs);
    rewriteRest(github, lists.issues, (rows: { url: string; repository_url: string }[]) => {
      for (const row of rows) {
        row.url = row.url.replace(next, fullName);
        row.repository_url = row.repository_url.replace(next, fullName);
      }
    });
    expect(await sync.syncRepository(id)).toMatchObject(complete);
    await expectEqualsGitHub(harness);
  });
});

type ListRow = Record<string, unknown> & { commit?: { message: string } };

/** Gives a row of any list a text of its own. */
function asOfAnother(row: ListRow): ListRow {
  if ("body" in row) row.body = "Of another";
  if ("filename" in row) row.filename = `other/${row.filename}`;
  if (row.commit) row.commit.message = "Of another";
  return row;
}

const named: readonly ChildKind[] = ["reviews", "reviewComments", "comments"];

describe("a list of a pull request, by REST, that belongs to another one", () => {
  it.each(named)("I1: %s of the same number in another repository are not stored", async (kind) => {
    const world = await createFullWorld({ api: "rest" });
    const rewrite = (rows: { body: string }[]) => {
      for (const row of rows) Object.assign(row, moved({ ...row, body: "Of another" }));
    };
    rewriteRest(world.github, listOf[kind], rewrite);
    expect(await world.run()).toMatchObject(complete);
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  });

  it.each(childKinds)(
    "I1: %s without the addresses of the repository are not stored",
    async (kind) => {
      const world = await createFullWorld({ api: "rest" });
      const addresses = [
        "issue_url",
        "pull_request_url",
        "url",
        "contents_url",
        "blob_url",
        "raw_url",
      ];
      rewriteRest(world.github, listOf[kind], (rows: ListRow[]) => {
        for (const row of rows) {
          for (const field of addresses) delete row[field];
          asOfAnother(row);
        }
      });
      expect(await world.run()).toMatchObject(complete);
      world.github.faults.clear();
      await expectEqualsGitHub(world);
    },
  );

  it("I1: comments are not those of the diff of the same number in another repository", async () => {
    const world = await createFullWorld({ api: "rest" });
    rewriteRest(world.github, listOf.comments, (rows: ListRow[]) => {
      for (const row of rows) {
        row.pull_request_url = String(row.issue_url).replace(fullName, other);
        delete row.issue_url;
      }
    });
    expect(await world.run()).toMatchObject(complete);
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  });

  it.each([
    ["contents_url", `https://api.github.com/repos/${other}/contents/a.ts?ref=`],
    ["url", `https://api.github.com/repos/${other}/commits/`],
  ] as const)(
    "I1: rows whose %s is in another repository are not stored",
    async (field, address) => {
      const kind = field === "url" ? "commits" : "files";
      const world = await createFullWorld({ api: "rest" });
      rewriteRest(world.github, listOf[kind], (rows: ListRow[]) => {
        for (const row of rows) Object.assign(asOfAnother(row), { [field]: address });
      });
      expect(await world.run()).toMatchObject(complete);
      world.github.faults.clear();
      await expectEqualsGitHub(world);
    },
  );

  it("I1: files with the address of their page alone are read", async () => {
    const world = await createFullWorld({ api: "rest" });
    rewriteRest(world.github, listOf.files, (rows: ListRow[]) => {
      for (const row of rows) delete row.contents_url;
    });
    const graphql = { when: { path: "/graphql" }, fault: { kind: "error", status: 502 } } as const;
    world.github.faults.add(graphql);
    await world.run();
    expect(world.stored().map(({ unread }) => unread.includes("files"))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it.each(["files", "commits"] as const)("I1: %s of as many rows are not stored", async (kind) => {
    const world = await createFullWorld({ api: "rest" });
    // Each has as many commits and files as the others.
    for (const number of world.numbers) world.change(number);
    let first: unknown[] | undefined;
    world.github.faults.add({
      when: { path: listOf[kind] },
      fault: {
        kind: "rewrite",
        change(rows) {
          first ??= structuredClone(rows);
          return first;
        },
      },
    });
    const paths = () => world.stored().map(({ children }) => children[kind]);
    expect(await world.run()).toMatchObject(complete);
    expect(paths().every((rows) => rows?.length === paths()[0]?.length)).toBe(true);
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  });

  it.each(["files", "commits"] as const)(
    "I1: %s with those of another one are not stored",
    async (kind) => {
      const world = await createFullWorld({ api: "rest" });
      const rows: unknown[][] = [];
      rewriteRest(world.github, listOf[kind], (page: unknown[]) => {
        rows.push(structuredClone(page));
        if (rows.length === 2) page.push(...(rows[0] ?? []));
      });
      expect(await world.run()).toMatchObject(complete);
      await expectEqualsGitHub(world);
    },
  );

  it.each(["files", "commits"] as const)(
    "I1: more %s than are counted, without the head, are not stored",
    async (kind) => {
      const world = await createFullWorld({ api: "rest" });
      world.change(4);
      const path = new RegExp(listOf[kind].source.replace("\\d+", "4"));
      const { clock } = world.github;
      clock.advance(hourMs);
      let ofFour: unknown[] | undefined;
      rewriteRest(world.github, path, (page: unknown[]) => {
        ofFour = structuredClone(page);
      });
      rewriteRest(
        world.github,
        new RegExp(listOf[kind].source.replace("\\d+", "[23]")),
        (page: unknown[]) => {
          if (ofFour) page.splice(0, page.length, ...ofFour);
        },
      );
      expect(await world.run()).toMatchObject(complete);
      expect(ofFour).toBeDefined();
      world.github.faults.clear();
      await expectEqualsGitHub(world);
    },
  );

  it("I1: files that were removed tell no head", async () => {
    const harness = await createHarness({ api: "rest", kinds: childKinds });
    const { github, sync, id } = harness;
    github.truth.createRepository({ fullName });
    const files = [{ path: "gone.ts", status: "removed" }] as const;
    github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "Away", files });
    github.clock.advance(hourMs);
    rewriteRest(github, listOf.files, (rows: { contents_url: string }[]) => {
      for (const row of rows)
        row.contents_url = row.contents_url.replace(/ref=\w+/, `ref=${"0".repeat(40)}`);
    });
    github.faults.add({ when: { path: "/graphql" }, fault: { kind: "error", status: 502 } });
    await sync.syncRepository(id);
    github.faults.clear();
    await expectEqualsGitHub(harness);
  });
});
