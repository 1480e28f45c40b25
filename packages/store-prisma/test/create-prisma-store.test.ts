import { repoStoreContract, scheduleStoreContract } from "@ghsync/testing/contracts";
import { describe, it } from "vitest";
import { createPrismaStore } from "../src/index.ts";
import { portable } from "./portable.ts";
import { createPrismaSubject } from "./prisma-subject.ts";
import { createTestDatabase, providers } from "./test-database.ts";

describe.each(providers)("On %s", (provider) => {
  for (const { name, run } of repoStoreContract(() => createPrismaSubject(provider))) it(name, run);

  const createSchedules = async () => {
    const { prisma, connectAgain } = await createTestDatabase(provider);
    return {
      schedules: createPrismaStore(prisma).schedules,
      connect: () => createPrismaStore(connectAgain()).schedules,
    };
  };
  for (const { name, run } of scheduleStoreContract(createSchedules)) it(name, run);
});

describe("By Prisma's own calls alone", () => {
  const createSubject = () => createPrismaSubject("sqlite", portable);
  for (const { name, run } of repoStoreContract(createSubject)) it(name, run);
});
