import { expect, onTestFinished, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import { createPrismaQueries } from "../src/queries/index.ts";
import { connect } from "./connect.ts";
import { createTestDatabase, providers } from "./test-database.ts";

async function connectIn(zone: string) {
  const { url, prisma: inUtc } = await createTestDatabase("postgresql");
  const prisma = connect("postgresql", url, { settings: `-c TimeZone=${zone}` });
  onTestFinished(() => prisma.$disconnect());
  return { store: createPrismaStore(prisma), queries: createPrismaQueries(prisma), inUtc };
}

const refusal = {
  code: "config_invalid",
  userActionable: true,
  message: expect.stringMatching(/America\/New_York.*-c TimeZone=UTC/),
};

test("I1: sessions of another zone than UTC, in which instants move, are refused by the check and by whatever writes or reads instants", async () => {
  const { store, queries, inUtc } = await connectIn("America/New_York");
  const { id, lease } = await startRun(createPrismaStore(inUtc));
  await expect(store.check()).rejects.toMatchObject(refusal);
  const request = { repositoryId: id, owner: "w", now: at(0), ttlMs: 1, takeOver: true };
  await expect(store.acquireLease(request)).rejects.toMatchObject(refusal);
  // Asked again for as long as it is refused.
  await expect(store.commitPage(lease, { revision: 0 })).rejects.toMatchObject(refusal);
  await expect(store.schedules.claimSlot("daily", at(0))).rejects.toMatchObject(refusal);
  await expect(store.blockCredential("app", at(0))).rejects.toMatchObject(refusal);
  // Nothing that was read in such a session is returned either.
  await expect(store.getRepository(id)).rejects.toMatchObject(refusal);
  const list = queries.listPullRequests({ repositoryId: id });
  await expect(list).rejects.toMatchObject(refusal);
});

test.each(["UTC", "Etc/UTC", "GMT"])("Sessions in %s are as good as any in UTC", async (zone) => {
  const { store } = await connectIn(zone);
  await store.check();
  expect(await (await startRun(store)).commit({})).toBe(0);
});

test.each(providers)("A store asks for the zone at most once, on %s", async (provider) => {
  const { prisma, statements } = await createTestDatabase(provider);
  const { commit } = await startRun(createPrismaStore(prisma));
  await commit({});
  await commit({});
  const asked = statements.filter((sql) => sql.includes("TimeZone"));
  expect(asked).toHaveLength(provider === "postgresql" ? 1 : 0);
});
