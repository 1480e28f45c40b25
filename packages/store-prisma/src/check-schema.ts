import { GhsyncError } from "@ghsync/core";
import type { WholePrismaClient } from "./prisma-client.ts";
import { selectAll } from "./select-all.ts";

/**
 * Reads one row of each model with all columns of ghsync. Rejects with Prisma's error, or with `config_invalid` if the unique index
 * that makes tracking idempotent is missing.
 */
export async function checkSchema(prisma: WholePrismaClient): Promise<void> {
  for (const [model, select] of Object.entries(selectAll)) {
    await prisma[model as "ghSyncReview"].findMany({ where: {}, select, take: 1 });
  }
  try {
    await prisma.$executeRawUnsafe?.(probe);
  } catch (error) {
    // Any other failure, such as another search path, does not show whether the index is there.
    if (!/42P10|ON CONFLICT clause does not match/.test(String(error))) return;
    throw new GhsyncError(
      "config_invalid",
      "The database lacks the unique index on name_key of ghsync_repositories: run `prisma migrate dev`, or the statements of schemaStatements().",
      { cause: error, userActionable: true },
    );
  }
}

/** Inserts nothing, and fails without the index. */
const probe =
  "INSERT INTO ghsync_repositories (id) SELECT '' WHERE 1 = 0 ON CONFLICT (name_key) DO NOTHING";
