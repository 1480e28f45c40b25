import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { shippedModels } from "./shipped-models.ts";

/** Asks each model for one row with all columns that ghsync knows. Rejects with whatever Prisma then says. */
export async function checkSchema(prisma: GhSyncPrismaClient): Promise<void> {
  for (const [model, fields] of Object.entries(shippedModels)) {
    const select = Object.fromEntries(fields.split(" ").map((field) => [field, true]));
    await prisma[model as "ghSyncReview"].findMany({ where: {}, select, take: 1 });
  }
}
