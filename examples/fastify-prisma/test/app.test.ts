import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { migrate } from "../migrate.ts";
import { startApp } from "./start-app.ts";

const example = join(import.meta.dirname, "..");
const root = join(example, "../..");

describe.each(["sqlite", "postgresql"] as const)("On %s", { timeout: 60_000 }, (provider) => {
  test("the app lists its repository's pull requests by page, with the user behind each author", async () => {
    const { app, sync, github, id, fullName: repository } = await startApp(provider);
    const mine = github.truth.openPullRequest({ repository, actor: "mona", title: "Mine" });
    github.clock.advance(60_000);
    github.truth.submitReview({ repository, number: mine, actor: "hubot", state: "APPROVED" });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });

    const list = async (search: string) => {
      const response = await app.inject(`/repositories/${id}/pull-requests?${search}`);
      expect(response.statusCode).toBe(200);
      return response.json();
    };
    const { pullRequests } = await list("author=mona");
    expect(pullRequests).toMatchObject([
      {
        ...{ number: mine, title: "Mine", state: "open", author: { login: "mona" } },
        user: { name: "Mona Lisa", githubLogin: "mona", team: { name: "Core" } },
        metrics: { timeToFirstReviewMs: 60_000, reviewRounds: 1, timeToMergeMs: null },
      },
    ]);
    const all = await list("order=created&limit=100");
    expect(all.pullRequests).toHaveLength(13);
    expect(all.next).toBeUndefined();
    const first = await list("order=created&limit=8");
    const second = await list(`order=created&limit=8&after=${first.next}`);
    expect([...first.pullRequests, ...second.pullRequests]).toEqual(all.pullRequests);
    const isOpen = ({ state }: { state: string }) => state === "open";
    expect((await list("state=open&order=created")).pullRequests).toEqual(
      all.pullRequests.filter(isOpen),
    );
    expect(all.pullRequests.every(isOpen)).toBe(false);
  });

  test("a sync is asked for by a route, runs in the background, and shows in the status", async () => {
    const { app, sync, id, nextRun } = await startApp(provider);
    const url = `/repositories/${id}`;
    expect((await app.inject(`${url}/status`)).json()).toMatchObject({ status: "pending" });
    const run = nextRun();
    const asked = await app.inject({ method: "POST", url: `${url}/sync` });
    expect(asked.statusCode).toBe(202);
    expect(asked.json()).toMatchObject({ status: "queued" });
    await sync.start();
    await run;
    await sync.stop();
    const status = await app.inject(`${url}/status`);
    expect(status.json()).toMatchObject({ repositoryId: id, status: "complete" });
    expect((await app.inject(`${url}/pull-requests`)).json().pullRequests).toHaveLength(12);
  });

  test("the app's own users, teams and column outlive syncs", async () => {
    const { prisma, github, sync, id, fullName: repository } = await startApp(provider);
    await sync.syncRepository(id);
    github.truth.openPullRequest({ repository, actor: "mona", title: "Mine" });
    await sync.syncRepository(id);
    const team = await prisma.team.findMany({ include: { members: true, repositories: true } });
    expect(team).toMatchObject([
      { name: "Core", members: [{ githubLogin: "mona" }], repositories: [{ id }] },
    ]);
  });

  test("what the caller has to change is answered as the caller's error", async () => {
    const { app, id } = await startApp(provider, { pullRequests: 1 });
    const codeOf = async (url: string) => (await app.inject(url)).statusCode;
    expect(await codeOf(`/repositories/${id}/pull-requests?after=nonsense`)).toBe(400);
    expect(await codeOf(`/repositories/${id}/pull-requests?state=ajar`)).toBe(400);
    expect(await codeOf(`/repositories/${id}/pull-requests?author=%00`)).toBe(200);
    expect(await codeOf("/repositories/%00/pull-requests")).toBe(400);
    expect(await codeOf("/repositories/none/status")).toBe(404);
    const url = "/repositories/none/sync";
    expect((await app.inject({ method: "POST", url })).statusCode).toBe(404);
  });

  test("writes a fault of the app to its log, and does not show it to visitors", async () => {
    const { app, id, prisma } = await startApp(provider, { pullRequests: 1 });
    await prisma.$executeRawUnsafe("DROP TABLE ghsync_pull_requests");
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const response = await app.inject(`/repositories/${id}/pull-requests`);
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain("ghsync_pull_requests");
    expect(logged.mock.calls).toMatchObject([[{ code: "config_invalid" }]]);
    logged.mockRestore();
  });

  test("tables are created where there are none, and not where the database can't tell", async () => {
    const { prisma } = await startApp(provider, { pullRequests: 1 });
    await migrate(prisma, provider);
    const ended = { count: () => Promise.reject(new Error("The connection has ended.")) };
    const lost = new Proxy(prisma, {
      get: (target, name) => (name === "ghSyncRepository" ? ended : Reflect.get(target, name)),
    });
    await expect(migrate(lost, provider)).rejects.toThrow("The connection has ended.");
  });
});

test.each(["sqlite", "postgresql"])(
  "The copy of the models for %s is the shipped one, and the app's lines",
  (provider) => {
    const copy = readFileSync(join(example, `prisma/${provider}/ghsync.prisma`), "utf8");
    const shipped = readFileSync(
      join(root, `packages/store-prisma/schema/${provider}.prisma`),
      "utf8",
    );
    const own = /\n {2}\/\/ The app's own column and relation:\n(?: {2}team.*\n)+/;
    expect(copy).toMatch(own);
    expect(copy.replace(own, "")).toBe(shipped);
  },
);
