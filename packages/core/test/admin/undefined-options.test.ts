import { createSync, type Scheduler, type SyncOptions } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { expect, it } from "vitest";
import { decryptor } from "../sync-harness.ts";

// `tsc` is half of this test: hosts with exactOptionalPropertyTypes pass values that may be undefined.
const absent: { readonly [Name in keyof Omit<SyncOptions, "store" | "decryptor">]-?: undefined } = {
  scheduler: undefined,
  github: undefined,
  kinds: undefined,
  overlapMs: undefined,
  settleMs: undefined,
  pageSize: undefined,
  batchSize: undefined,
  historyDays: undefined,
  api: undefined,
  leaseMs: undefined,
  maxDurationMs: undefined,
  resyncAfterMs: undefined,
  spreadMs: undefined,
  owner: undefined,
  onEvent: undefined,
};

it("treats undefined as absent, for every optional member", async () => {
  const maybe: Scheduler | undefined = undefined;
  const options: SyncOptions = {
    store: createMemoryStore(),
    decryptor,
    ...absent,
    scheduler: maybe,
  };
  const started: unknown[] = [];
  const scheduler = {
    ...{ handle: () => undefined, enqueue: async () => "queued" },
    ...{ putSchedule: async () => "created", listSchedules: async () => [] },
    removeSchedule: async () => false,
    start: async (given: unknown) => void started.push(given),
    stop: async (given: unknown) => void started.push(given),
  } as unknown as Scheduler;
  const sync = createSync({ ...options, scheduler });
  const { id } = await sync.trackRepository({
    fullName: "acme/api",
    tenantId: undefined,
    active: undefined,
    encryptedToken: undefined,
  });
  const page = await sync.listStatuses({
    after: undefined,
    limit: undefined,
    active: undefined,
  });
  expect(page.map(({ repositoryId, active }) => [repositoryId, active])).toEqual([[id, true]]);
  expect(await sync.listStatuses({ after: page.at(-1)?.repositoryId })).toEqual([]);
  expect(await sync.requestSync(id, { runAt: undefined })).toMatchObject({
    status: "queued",
  });
  await sync.start({ role: undefined });
  await sync.stop({ graceMs: undefined });
  expect(started).toEqual([{ role: "worker" }, {}]);
});
