import { repoStoreContract, scheduleStoreContract } from "@ghsync/testing/contracts";
import { describe, inject, it, vi } from "vitest";
import { type DriverName, drivers, openDatabase } from "./drivers.ts";
import { createSqlSubject } from "./sql-subject.ts";

// A database takes its time where other tests run beside it.
vi.setConfig({ testTimeout: 180_000 });

describe.each(Object.keys(drivers) as DriverName[])("By %s", (name) => {
  const driver = drivers[name];
  const postgresUrl = inject("postgresUrl");
  for (const { name: title, run } of repoStoreContract(() =>
    createSqlSubject(driver, postgresUrl),
  )) {
    it(title, run);
  }

  const createSchedules = async () => {
    const { store, connectAgain, close } = await openDatabase(driver, postgresUrl);
    const connect = () => connectAgain().store.schedules;
    return { schedules: store.schedules, connect, cleanUp: close };
  };
  for (const { name: title, run } of scheduleStoreContract(createSchedules)) it(title, run);
});
