import { pgTable, text } from "drizzle-orm/pg-core";

/** The app's own table: all that drizzle-kit manages. */
export const teams = pgTable("teams", {
  login: text("login").primaryKey(),
  team: text("team").notNull(),
});
