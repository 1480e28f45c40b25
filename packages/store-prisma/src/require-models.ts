import { GhsyncError } from "@ghsync/core";
import { childTables } from "./rows/child-row.ts";

const models = [
  "ghSyncRepository",
  "ghSyncPullRequest",
  ...Object.values(childTables).map(({ model }) => model),
  "ghSyncDirtyPullRequest",
  "ghSyncCredential",
  "ghSyncSchedule",
  "ghSyncScheduleSlot",
];

/** Throws `config_invalid` unless this is a Prisma client with our models. */
export function requireModels(client: unknown): void {
  const given = (typeof client === "object" && client !== null ? client : {}) as {
    readonly [property: string]: unknown;
  };
  if (typeof given.$transaction !== "function") {
    throw new GhsyncError(
      "config_invalid",
      "createPrismaStore needs a Prisma client: pass your app's own PrismaClient.",
      { userActionable: true },
    );
  }
  const missing = models.filter((model) => given[model] === undefined);
  if (missing.length === 0) return;
  throw new GhsyncError(
    "config_invalid",
    `The Prisma client has no ${missing.join(", ")}: add ghsync.prisma to your schema folder and run \`prisma generate\`.`,
    { userActionable: true },
  );
}
