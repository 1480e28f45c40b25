import { GhsyncError } from "@ghsync/core";
import { type GhSyncModelNames, withDefaultNames } from "./model-names.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import { requireModels } from "./require-models.ts";

/**
 * The host's client as the store uses it: with ghsync's names, and without read replicas, which can lag behind what a commit compares with.
 *
 * @throws GhsyncError `config_invalid` if it lacks one of the models, or is an interactive transaction's
 */
export function hostClient(prisma: object, names: GhSyncModelNames = {}): WholePrismaClient {
  requireModels(prisma, names);
  if (Reflect.get(prisma, transactionScope) !== undefined) {
    throw new GhsyncError(
      "config_invalid",
      "createPrismaStore needs the client itself, not an interactive transaction's: each commit is a transaction of its own.",
      { userActionable: true },
    );
  }
  // @prisma/extension-read-replicas.
  const primary: unknown = Reflect.get(prisma, "$primary");
  return withDefaultNames(typeof primary === "function" ? primary.call(prisma) : prisma, names);
}

/** Prisma marks the clients of interactive transactions by it. */
const transactionScope = Symbol.for("prisma.client.transaction.scope_context");
