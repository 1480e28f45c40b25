import { repoStoreContract, scheduleStoreContract } from "@ghsync/testing/contracts";
import { it } from "vitest";
import { createPrismaStore } from "../src/index.ts";
import { createPrismaSubject } from "./prisma-subject.ts";
import { createTestDatabase } from "./test-database.ts";

for (const { name, run } of repoStoreContract(createPrismaSubject)) it(name, run);

const createSchedules = async () => {
  const { prisma } = await createTestDatabase();
  return {
    schedules: createPrismaStore(prisma).schedules,
    connect: () => createPrismaStore(prisma).schedules,
  };
};
for (const { name, run } of scheduleStoreContract(createSchedules)) it(name, run);
