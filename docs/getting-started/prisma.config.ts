import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma", // the folder, not prisma/schema.prisma
  datasource: { url: process.env.DATABASE_URL ?? "file:app.db" },
});
