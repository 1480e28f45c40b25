export { createPrismaStore, type PrismaStore } from "./create-prisma-store.ts";
export type { GhSyncPrismaClient } from "./prisma-client.ts";
export { type SchemaProvider, schemaStatements } from "./schema-statements.ts";
