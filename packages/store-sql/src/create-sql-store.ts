import type { RepoStore, ScheduleStore } from "@ghsync/core";
import { catalogue } from "./catalogue.ts";
import { commitPage } from "./commit-page.ts";
import type { Database } from "./database.ts";
import { leases } from "./leases.ts";
import { type Migrations, migrations } from "./migrate.ts";
import { reads } from "./reads.ts";
import { schedules } from "./schedules.ts";

/** A {@link RepoStore} on the host's own database, with its companion for schedules. */
export interface SqlStore extends RepoStore, Migrations {
  /** The schedules and slots of a scheduler without tables of its own. */
  readonly schedules: ScheduleStore;
}

/** Joins the parts of a store. */
export function createSqlStore(database: Database): SqlStore {
  return {
    ...catalogue(database),
    ...leases(database),
    ...reads(database),
    ...migrations(database),
    commitPage: (lease, page) => commitPage(database, lease, page),
    schedules: schedules(database),
  };
}
