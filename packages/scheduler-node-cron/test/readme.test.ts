import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import type { SyncOptions } from "@ghsync/core";
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

test("The example syncs what is tracked at once, and again at four in the morning", async () => {
  const timers = createManualTimers(new Date("2026-05-02T03:59:30Z"));
  const github = createFakeGitHub({ now: timers.now });
  github.truth.createRepository({ fullName: "acme/api" });
  const open = (title: string) =>
    github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title });
  open("Add a page");
  const store = createMemoryStore();
  const { id } = await store.trackRepository({ fullName: "acme/api" });
  const finished = new EventEmitter();
  const options: SyncOptions = {
    store,
    decryptor: { decrypt: async () => ({ credentialId: "me", token: "t" }) },
    onEvent: ({ type }) => finished.emit(type),
    github: { fetch: github.fetch, now: timers.now, sleep: async () => undefined },
  };
  const titles = () => store.pullRequests(id).map(({ snapshot }) => snapshot.pullRequest.title);

  const first = once(finished, "run.finished");
  const sync = await startWorker(options, { schedules: store.schedules, timers });
  await timers.advanceTo(new Date("2026-05-02T03:59:31Z"));
  await first;
  expect(titles()).toEqual(["Add a page"]);

  open("Add a window");
  const second = once(finished, "run.finished");
  await timers.advanceTo(new Date("2026-05-02T04:00:00Z"));
  await timers.advanceTo(new Date("2026-05-02T04:00:01Z"));
  await second;
  await sync.stop();
  expect(titles()).toEqual(["Add a page", "Add a window"]);
});
