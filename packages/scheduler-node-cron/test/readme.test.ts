import { readFile } from "node:fs/promises";
import { createSync } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { createManualTimers } from "./manual-timers.ts";
import { startWorker } from "./readme/start-worker.ts";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

test("The README shows the example as it is", async () => {
  expect(await read("../README.md")).toContain(
    `\`\`\`ts\n${await read("readme/start-worker.ts")}\`\`\``,
  );
});

test("The README names every option", async () => {
  const readme = await read("../README.md");
  const options = await read("../src/node-cron-scheduler-options.ts");
  const names = [...options.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(4);
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test("The example syncs at four in the morning", async () => {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "Add a door" });
  const store = createMemoryStore();
  const decryptor = { decrypt: async () => ({ credentialId: "me", token: "t" }) };
  const sync = createSync({ store, decryptor, github: { fetch: github.fetch } });
  const { id } = await sync.trackRepository({ fullName: "acme/api" });
  const timers = createManualTimers(new Date("2026-05-02T03:59:30Z"));

  const scheduler = await startWorker(sync, id, { schedules: store.schedules, timers });
  expect(store.pullRequests(id)).toEqual([]);
  await timers.advanceTo(new Date("2026-05-02T04:00:00Z"));
  await scheduler.stop({ graceMs: 60_000 });
  expect(store.pullRequests(id).map(({ snapshot }) => snapshot.pullRequest.title)).toEqual([
    "Add a door",
  ]);
});
