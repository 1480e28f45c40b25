export { createPrismaStore } from "./create-prisma-store.ts";
export type { GhSyncModel, GhSyncPrismaClient, Row } from "./prisma-client.ts";
export { schemaStatements } from "./schema-statements.ts";
