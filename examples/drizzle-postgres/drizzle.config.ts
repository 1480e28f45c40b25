import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  // Without ghsync-schema.ts: store.migrate() makes ghsync's tables.
  schema: "./app-schema.ts",
  dbCredentials: { url: process.env.DATABASE_URL ?? "" },
  // Keeps `push` away from the schema "ghsync", and from ghsync's tables in your own schema.
  schemaFilter: ["public"],
  tablesFilter: ["!ghsync_*"],
});
