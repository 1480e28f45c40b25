import { expect, test } from "vitest";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { hasShippedNames } from "../src/has-shipped-names.ts";
import { createPrismaStore } from "../src/index.ts";
import { createTestDatabase, providers } from "./test-database.ts";

interface Model {
  dbName: string;
  schema: string | null;
  fields: { name: string; dbName?: string }[];
}

type Models = { [name: string]: Model | undefined };

/** A client whose schema differs from the shipped one. */
function remapped<T extends object>(prisma: T, change: (models: Models) => void): T {
  const shipped: unknown = Reflect.get(prisma, "_runtimeDataModel");
  const model = structuredClone(shipped) as { models: Models };
  change(model.models);
  return new Proxy(prisma, {
    get: (target, name) => (name === "_runtimeDataModel" ? model : Reflect.get(target, name)),
  });
}

const mapTable = ({ GhSyncReview }: Models) =>
  Object.assign(GhSyncReview ?? {}, { dbName: "app_reviews" });

const changes: readonly (readonly [what: string, change: (models: Models) => void])[] =
  Object.entries({
    "a table": mapTable,
    "a column": ({ GhSyncFile }: Models) =>
      Object.assign(GhSyncFile?.fields.find(({ name }) => name === "path") ?? {}, {
        dbName: "text",
      }),
    "a schema": ({ GhSyncCommit }: Models) =>
      Object.assign(GhSyncCommit ?? {}, { schema: "other" }),
    "a field": ({ GhSyncComment }: Models) => GhSyncComment?.fields.pop(),
    "a model": (models: Models) => delete models.GhSyncReviewRequest,
  });

test.each(changes)("A client with %s of its own has other names", async (_, change) => {
  const { prisma } = await createTestDatabase("sqlite");
  expect(hasShippedNames(prisma, {})).toBe(true);
  expect(hasShippedNames(remapped(prisma, change), {})).toBe(false);
});

test("One schema for all tables is as good as none, and a model may have another name", async () => {
  const { prisma } = await createTestDatabase("sqlite");
  const inOne = remapped(prisma, (models) => {
    for (const model of Object.values(models)) Object.assign(model ?? {}, { schema: "app" });
  });
  expect(hasShippedNames(inOne, {})).toBe(true);
  const renamed = remapped(prisma, (models) => {
    models.AppReview = models.GhSyncReview;
    delete models.GhSyncReview;
  });
  expect(hasShippedNames(renamed, {})).toBe(false);
  expect(hasShippedNames(renamed, { review: "appReview" })).toBe(true);
  expect(hasShippedNames({}, {})).toBe(false);
});

test.each(providers)("No plain SQL meets tables of other names, on %s", async (provider) => {
  const { prisma, statements } = await createTestDatabase(provider);
  const mapped = remapped(prisma, mapTable);
  for (const [index, client] of [prisma, mapped].entries()) {
    const { commit } = await startRun(createPrismaStore(client), `octo/r${index}`);
    statements.length = 0;
    await commit(toStore(exampleSnapshot(1)));
    expect(statements.some((sql) => /json_/.test(sql))).toBe(client === prisma);
  }
});
