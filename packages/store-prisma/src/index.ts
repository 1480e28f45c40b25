export {
  createPrismaStore,
  type PrismaStore,
  type PrismaStoreOptions,
} from "./create-prisma-store.ts";
export type { GhSyncModelNames, RenamedPrismaClient } from "./model-names.ts";
export type { GhSyncPrismaClient } from "./prisma-client.ts";
export { type SchemaProvider, schemaStatements } from "./schema-statements.ts";
