import { readFileSync } from "node:fs";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { exampleChildren } from "../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { PrismaClient } from "../generated/host/client.ts";
import { PrismaClient as SqliteClient } from "../generated/sqlite/client.ts";
import { createPrismaStore } from "../src/index.ts";
import { schemaDdl } from "./schema-ddl.ts";
import { createTestDatabase } from "./test-database.ts";

/** An app's database: ghsync's models with the app's own columns, relation and names. */
async function createHostDatabase(): Promise<PrismaClient> {
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: ":memory:" }) });
  onTestFinished(() => prisma.$disconnect());
  const folder = new URL("prisma/host/", import.meta.url);
  const schema = readFileSync(new URL("schema.prisma", folder), "utf8");
  const models = [schema.slice(schema.indexOf("model Team"))];
  models.push(readFileSync(new URL("generated/ghsync.prisma", folder), "utf8"));
  const ddl = await schemaDdl("sqlite", models.join("\n"));
  for (const statement of ddl.split(/;\s*$/m).filter((sql) => sql.trim() !== "")) {
    await prisma.$executeRawUnsafe(statement);
  }
  return prisma;
}

test("Renamed models are written, and the host's columns and relations survive every write", async () => {
  const prisma = await createHostDatabase();
  const store = createPrismaStore(prisma, { models: { repository: "trackedRepo" } });
  await store.check();
  const { id, commit } = await startRun(store);
  await commit(toStore(exampleSnapshot(1), exampleSnapshot(2)));
  await prisma.team.create({ data: { id: "core", repos: { connect: { id } } } });
  await prisma.ghSyncReview.updateMany({ where: { pullRequestNumber: 1 }, data: { note: "seen" } });

  const reviews = [
    { ...exampleChildren.reviews, body: "Changed." },
    { ...exampleChildren.reviews, id: 12 },
  ];
  const pullRequest = { title: "Changed" };
  const identity = { githubId: 5, nodeId: "R_5", fullName: "octo/renamed" };
  const page = toStore(exampleSnapshot(1, { pullRequest, children: { reviews } }));
  expect(await commit({ ...page, identity, state: { status: "complete" } })).toBe(3);
  const notes = await prisma.ghSyncReview.findMany({
    where: { pullRequestNumber: 1 },
    select: { body: true, note: true },
    orderBy: { id: "asc" },
  });
  expect(notes).toEqual([
    { body: "Changed.", note: "seen" },
    { body: "Fine.", note: "unseen" },
  ]);
  const team = await prisma.team.findUniqueOrThrow({
    where: { id: "core" },
    include: { repos: true },
  });
  expect(team.repos).toMatchObject([{ id, fullName: "octo/renamed", status: "complete" }]);
});

test("Rows that refer to each other vanish together, whatever table has the relation", async () => {
  const prisma = await createHostDatabase();
  const store = createPrismaStore(prisma, { models: { repository: "trackedRepo" } });
  const { id, commit } = await startRun(store);
  await commit(toStore(exampleSnapshot(1), exampleSnapshot(2)));
  const ofReview = { repositoryId: id, reviewId: exampleChildren.reviews.id };
  for (const pullRequestNumber of [1, 2]) {
    await prisma.reading.create({
      data: { id: `${pullRequestNumber}`, pullRequestNumber, ...ofReview },
    });
  }

  const children = { reviews: [], reviewComments: [] };
  expect(await commit(toStore(exampleSnapshot(1, { children })))).toBe(2);
  expect(await prisma.reading.findMany({ select: { id: true } })).toEqual([{ id: "2" }]);

  expect(await store.untrackRepository(id, { deleteRecords: true })).toBe(true);
  expect(await store.getRepository(id)).toBeUndefined();
  expect(await prisma.reading.count()).toBe(0);
  expect(await store.untrackRepository(id, { deleteRecords: true })).toBe(false);
});

test("What a client omits is compared all the same", async () => {
  const { url } = await createTestDatabase("sqlite");
  const prisma = new SqliteClient({
    adapter: new PrismaBetterSqlite3({ url }),
    omit: { ghSyncReview: { body: true, url: true }, ghSyncPullRequest: { title: true } },
  });
  onTestFinished(() => prisma.$disconnect());
  const { commit } = await startRun(createPrismaStore(prisma));
  const second = { ...exampleChildren.reviews, id: 12 };
  const reviews = [exampleChildren.reviews, second];
  await commit(toStore(exampleSnapshot(1, { children: { reviews } })));
  const changed = [exampleChildren.reviews, { ...second, body: "Changed." }];
  expect(await commit(toStore(exampleSnapshot(1, { children: { reviews: changed } })))).toBe(1);
});

test("A name under which the client has no model is refused, and named", async () => {
  const prisma = await createHostDatabase();
  const models = { repository: "trackedRepository" } as unknown as { repository: "trackedRepo" };
  expect(() => createPrismaStore(prisma, { models })).toThrow(
    expect.objectContaining({
      code: "config_invalid",
      message: expect.stringContaining("has no trackedRepository:"),
    }),
  );
});
