import { describe, expect, it } from "vitest";
import { createFullWorld, rewritePullRequest, rewriteRest } from "../support/full-world.ts";
import { expectEqualsGitHub, hourMs, minuteMs } from "../sync-harness.ts";

type World = Awaited<ReturnType<typeof createFullWorld>>;
type Answer = Record<string, unknown>;

const dayMs = 24 * hourMs;

/**
 * Makes GraphQL keep returning the first state of pull request 3, until the returned function is
 * called.
 */
function freezeGraphQL({ github }: World): () => void {
  let first: Answer | undefined;
  return rewritePullRequest(github, 3, (answer) => {
    first ??= structuredClone(answer);
    for (const name of Object.keys(answer)) delete answer[name];
    Object.assign(answer, structuredClone(first));
  });
}

/** Makes REST always show the stamp that pull request 3 has now. */
function freezeStampByRest({ github, stored }: World): () => void {
  const { updatedAt } =
    stored().find(({ pullRequest }) => pullRequest.number === 3)?.pullRequest ?? {};
  const stamp = updatedAt?.toISOString().replace(".000", "");
  return rewriteRest(
    github,
    /\/pulls\/3$/,
    (body: Answer) => void Object.assign(body, { updated_at: stamp }),
  );
}

/** Hides the newest comment of pull request 3 in its list and in its count, by both interfaces. */
function hideNewest(
  { github }: World,
  stream: "comments" | "reviewComments",
  path: RegExp,
): () => void {
  const ends = [
    rewritePullRequest(github, 3, (answer) => {
      const lists =
        stream === "comments"
          ? [answer.comments]
          : ((answer.reviewThreads as { nodes?: Answer[] }).nodes ?? []).map(
              ({ comments }) => comments,
            );
      for (const list of (lists as { nodes: Answer[]; totalCount: number }[]).slice(-1)) {
        list.nodes.pop();
        list.totalCount -= 1;
      }
    }),
    rewriteRest(github, path, (rows: Answer[]) => void rows.pop()),
    rewriteRest(github, /\/pulls\/3$/, (row: Record<string, number>) => {
      const count = stream === "comments" ? "comments" : "review_comments";
      row[count] = (row[count] ?? 0) - 1;
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** The list of pull requests shows a change of number 3 once that never happened. */
async function expectHealsFromWrongList(world: World): Promise<void> {
  const { github, run } = world;
  github.clock.advance(dayMs);
  const later = new Date(github.clock.now().getTime() - hourMs);
  const stamp = later.toISOString().replace(/\.\d+Z/, "Z");
  const end = rewriteRest(github, /\/pulls\?/, (rows: Answer[]) => {
    for (const row of rows) if (row.number === 3) row.updated_at = stamp;
  });
  expect(await run()).toMatchObject({ status: "partial", reason: "items" });
  end();
  github.clock.advance(11 * minuteMs);
  expect(await run()).toMatchObject({ status: "complete" });
  await expectEqualsGitHub(world);
}

describe("a response that is older than the change that marked its pull request", () => {
  it("I14: in the first sync, after the list showed the change, leaves the run partial until a newer one comes", async () => {
    const world = await createFullWorld();
    const { github, run, expectHealed } = world;
    const old = await createFullWorld();
    // The state of an hour ago, as another server still has it.
    let before: Answer | undefined;
    rewritePullRequest(old.github, 3, (answer) => {
      before = { ...answer, updatedAt: "2026-01-01T00:00:00Z" };
    });
    await old.run();
    const end = rewritePullRequest(github, 3, (answer) => void Object.assign(answer, before));
    expect(await run()).toMatchObject({ status: "partial", reason: "items" });
    end();
    await expectHealed();
    await expectEqualsGitHub(world);
  });

  it.each([1, 3])(
    "I4: in %s later runs never replaces what is stored as complete",
    async (days) => {
      const world = await createFullWorld();
      const { github, run, change } = world;
      const end = freezeGraphQL(world);
      expect(await run()).toMatchObject({ status: "complete" });
      change(3);
      for (let day = 0; day < days; day += 1) {
        expect(await run()).toMatchObject({ status: "partial", reason: "items" });
        github.clock.advance(dayMs);
      }
      end();
      expect(await run()).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(world);
    },
  );

  it("I1: is not read again in the same run, although each stream shows the change", async () => {
    const world = await createFullWorld();
    const { github, run, change } = world;
    const end = freezeGraphQL(world);
    await run();
    change(3);
    github.ledger.clear();
    expect(await run()).toMatchObject({ status: "partial", reason: "items" });
    const queries = github.ledger.entries.filter(({ path }) => path.endsWith("/graphql"));
    // Once for the issues list, which has another clock, and once for the list of pull requests.
    expect(queries).toHaveLength(2);
    end();
  });

  it("is stored if the list was wrong: two reads and the list agree", async () => {
    const world = await createFullWorld();
    expect(await world.run()).toMatchObject({ status: "complete" });
    await expectHealsFromWrongList(world);
  });

  it("I4: is not stored at the second read though REST shows the same stamp, while the list shows the change", async () => {
    const world = await createFullWorld();
    const { github, run, change } = world;
    const endGraphQL = freezeGraphQL(world);
    expect(await run()).toMatchObject({ status: "complete" });
    const endRest = freezeStampByRest(world);
    change(3);
    expect(await run()).toMatchObject({ status: "partial", reason: "items" });
    github.clock.advance(hourMs);
    expect(await run()).toMatchObject({ status: "partial", reason: "items" });
    endGraphQL();
    endRest();
    github.clock.advance(hourMs);
    expect(await run()).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(world);
  });

  it("I4: by REST alone is never believed against the list, which shows the change in each run", async () => {
    const world = await createFullWorld({ api: "rest" });
    const { github, run, change } = world;
    let first: Answer | undefined;
    const end = rewriteRest(github, /\/pulls\/3$/, (answer: Answer) => {
      first ??= structuredClone(answer);
      Object.assign(answer, structuredClone(first));
    });
    expect(await run()).toMatchObject({ status: "complete" });
    change(3);
    for (let day = 0; day < 3; day += 1) {
      expect(await run()).toMatchObject({ status: "partial", reason: "items" });
      github.clock.advance(dayMs);
    }
    end();
    expect(await run()).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(world);
  });

  it("heals by REST alone if it was the list that was wrong: two reads and the list agree", async () => {
    const world = await createFullWorld({ api: "rest" });
    expect(await world.run()).toMatchObject({ status: "complete" });
    await expectHealsFromWrongList(world);
  });

  it("is stored at the second read if the list stays a second ahead of it", async () => {
    const world = await createFullWorld();
    const { github, run, change } = world;
    expect(await run()).toMatchObject({ status: "complete" });
    change(3);
    const end = rewriteRest(github, /\/pulls\?/, (rows: Answer[]) => {
      for (const row of rows) {
        const later = new Date(Date.parse(String(row.updated_at)) + 1000);
        if (row.number === 3) row.updated_at = later.toISOString().replace(".000", "");
      }
    });
    expect(await run()).toMatchObject({ status: "partial", reason: "items" });
    github.clock.advance(hourMs);
    expect(await run()).toMatchObject({ status: "complete" });
    end();
    await expectEqualsGitHub(world);
  });
});

describe.each(["graphql", "rest"] as const)(
  "a list of comments that is outdated alone, by %s",
  (api) => {
    const lists = [
      { stream: "comments", path: /\/issues\/3\/comments\?/ },
      { stream: "reviewComments", path: /\/pulls\/3\/comments\?/ },
    ] as const;

    for (const { stream, path } of lists) {
      it.each([1, 3])(
        `I1: the ${stream} of %s later runs lack a new one: partial until a response has it`,
        async (days) => {
          const world = await createFullWorld({ api });
          const { github, run, change } = world;
          expect(await run()).toMatchObject({ status: "complete" });
          change(3);
          const end = hideNewest(world, stream, path);
          expect(await run()).toMatchObject({ status: "partial", reason: "items" });
          for (let day = 1; day < days; day += 1) {
            github.clock.advance(dayMs);
            change(3);
            expect(await run()).toMatchObject({ status: "partial", reason: "items" });
          }
          end();
          github.clock.advance(dayMs);
          expect(await run()).toMatchObject({ status: "complete" });
          await expectEqualsGitHub(world);
        },
      );
    }
  },
);
