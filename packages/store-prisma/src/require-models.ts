import { GhsyncError } from "@ghsync/core";
import { type GhSyncModelNames, givenAccessors } from "./model-names.ts";
import { shippedModels } from "./shipped-models.ts";

/** Throws `config_invalid` unless this is a Prisma client with our models, by the names that the host gave them. */
export function requireModels(client: unknown, names: GhSyncModelNames = {}): void {
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
  const renamed = givenAccessors(names);
  const missing = Object.keys(shippedModels)
    .map((model) => renamed.get(model) ?? model)
    .filter((model) => given[model] === undefined);
  if (missing.length === 0) return;
  throw new GhsyncError(
    "config_invalid",
    `The Prisma client has no ${missing.join(", ")}: add ghsync.prisma to your schema folder and run \`prisma generate\`.`,
    { userActionable: true },
  );
}
