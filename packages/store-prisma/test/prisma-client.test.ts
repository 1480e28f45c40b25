import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { expect, expectTypeOf, test } from "vitest";
import type { PrismaClient as HostClient } from "../generated/host/client.ts";
import type { PrismaClient as PostgresqlClient } from "../generated/postgresql/client.ts";
import { type Prisma, PrismaClient } from "../generated/sqlite/client.ts";
import {
  createPrismaStore,
  type GhSyncPrismaClient,
  type PrismaStoreOptions,
  type RenamedPrismaClient,
} from "../src/index.ts";
import { createPrismaQueries } from "../src/queries/index.ts";
import type {
  commentRow,
  commitRow,
  fileRow,
  reviewCommentRow,
  reviewRequestRow,
  reviewRow,
} from "../src/rows/child-row.ts";
import type { dirtyRow } from "../src/rows/dirty-row.ts";
import type { pullRequestRow } from "../src/rows/pull-request-row.ts";
import type { scheduleRow } from "../src/rows/schedule-row.ts";
import { createTestDatabase } from "./test-database.ts";

const connect = () => new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: ":memory:" }) });

test("A generated client fits, whatever its provider, and so does an extended one", () => {
  expectTypeOf<PrismaClient>().toExtend<GhSyncPrismaClient>();
  expectTypeOf<PostgresqlClient>().toExtend<GhSyncPrismaClient>();
  const extended = connect().$extends({
    model: { ghSyncReview: { shout: () => "!" } },
    result: { ghSyncReview: { loud: { needs: { body: true }, compute: () => "!" } } },
    query: { $allModels: { findMany: ({ args, query }) => query(args) } },
  });
  expectTypeOf(extended).toExtend<GhSyncPrismaClient>();
  expect(createPrismaStore(extended)).toBeDefined();
  expect(createPrismaQueries(extended)).toBeDefined();
});

test("A client with a renamed model fits by its names alone", () => {
  expectTypeOf<HostClient>().not.toExtend<GhSyncPrismaClient>();
  expectTypeOf<HostClient>().toExtend<RenamedPrismaClient<{ repository: "trackedRepo" }>>();
  expectTypeOf<HostClient>().not.toExtend<RenamedPrismaClient<{ repository: "team" }>>();
  expectTypeOf<HostClient>().not.toExtend<RenamedPrismaClient<{ review: "trackedRepo" }>>();
});

test("A client that lacks a model does not fit, and one that omits a column does", () => {
  expectTypeOf<Omit<PrismaClient, "ghSyncReview">>().not.toExtend<GhSyncPrismaClient>();
  const omitting = new PrismaClient({
    adapter: new PrismaBetterSqlite3({ url: ":memory:" }),
    omit: { ghSyncRepository: { encryptedToken: true } },
  });
  expectTypeOf(omitting).toExtend<GhSyncPrismaClient>();
});

test("Rows have the columns of their models, and no others", () => {
  type Stamp = { repositoryId: string; tenantId: string | null; revision: number };
  type Child = Stamp & { pullRequestNumber: number };
  type Fits<Row, Model> = [Row] extends [Model]
    ? [Exclude<keyof Row, keyof Model>] extends [never]
      ? true
      : false
    : false;
  type PullRequestRow = ReturnType<typeof pullRequestRow> &
    Stamp & {
      truncated: string[];
      unread: string[];
      seen: object;
      readAt: Date;
      digests: string;
      changeRevision: number;
    };
  expectTypeOf<
    Fits<PullRequestRow, Prisma.GhSyncPullRequestCreateManyInput>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Fits<ReturnType<typeof reviewRow> & Child, Prisma.GhSyncReviewCreateManyInput>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Fits<ReturnType<typeof reviewCommentRow> & Child, Prisma.GhSyncReviewCommentCreateManyInput>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Fits<ReturnType<typeof commentRow> & Child, Prisma.GhSyncCommentCreateManyInput>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Fits<ReturnType<typeof commitRow> & Child, Prisma.GhSyncCommitCreateManyInput>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Fits<ReturnType<typeof fileRow> & Child, Prisma.GhSyncFileCreateManyInput>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Fits<ReturnType<typeof reviewRequestRow> & Child, Prisma.GhSyncReviewRequestCreateManyInput>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Fits<
      Omit<ReturnType<typeof dirtyRow>, "stamps"> & { stamps: object } & Omit<Stamp, "revision">,
      Prisma.GhSyncDirtyPullRequestCreateManyInput
    >
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Fits<
      Omit<ReturnType<typeof scheduleRow>, "payload"> & { payload: object },
      Prisma.GhSyncScheduleCreateManyInput
    >
  >().toEqualTypeOf<true>();
});

test("A client without our models is refused, with a sentence that says what to do", () => {
  const client = { $transaction: () => undefined } as unknown as GhSyncPrismaClient;
  expect(() => createPrismaStore(client)).toThrow(
    expect.objectContaining({
      code: "config_invalid",
      message: expect.stringContaining("add ghsync.prisma to your schema folder"),
    }),
  );
});

test.each([undefined, null, {}, "client"])("%j is refused as no Prisma client", (client) => {
  expect(() => createPrismaStore(client as unknown as GhSyncPrismaClient)).toThrow(
    expect.objectContaining({ code: "config_invalid" }),
  );
});

test("Options can be named without their names, and a name that is undefined is ghsync's own", async () => {
  const { prisma } = await createTestDatabase("sqlite");
  const options: PrismaStoreOptions = { models: {} };
  await createPrismaStore(prisma, options).check();
  const models = { repository: undefined };
  const renamed = prisma as unknown as RenamedPrismaClient<typeof models>;
  await createPrismaStore<typeof models>(renamed, { models }).check();
  const queries = createPrismaQueries<typeof models>(renamed, { models });
  expect(await queries.listChanges("none")).toEqual([]);
});

test("What is no method of a store or of its queries is what it is of any object", () => {
  const prisma = connect();
  const queries = createPrismaQueries(prisma);
  expect(`${queries} ${createPrismaStore(prisma)}`).toBe("[object Object] [object Object]");
  expect(Object.keys(queries)).toContain("listChanges");
});
