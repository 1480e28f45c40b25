import { createSync, type Logger } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { completeLog, consoleLog } from "../../src/ports/logger.ts";
import { decryptor, fullName } from "../sync-harness.ts";
import { createWorker } from "../tasks/worker-harness.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const notice = '[@octokit/request] "GET /" is deprecated. It is scheduled to be removed on Friday.';

function watchConsole() {
  const said: string[] = [];
  for (const level of ["debug", "info", "log", "warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation((text) => void said.push(`${level}: ${text}`));
  }
  return said;
}

describe("the log of a sync", () => {
  it("the log of a sync is the console by default, for warnings and errors", () => {
    const said = watchConsole();
    const log = completeLog(consoleLog);
    for (const level of ["debug", "info", "warn", "error"] as const) log[level](`a ${level}`);
    log.warn(notice);
    expect(said).toEqual(["warn: a warn", "error: a error"]);
  });

  it("gets a deprecation of the API version once, and every other message each time", () => {
    const logged: string[] = [];
    const log = completeLog({ warn: (message) => void logged.push(message) });
    for (const message of [notice, "A", notice, "A"]) log.warn(message);
    expect(logged).toEqual([notice, "A", "A"]);
  });

  it("may be partial, and is called with its own this", () => {
    class Part implements Pick<Logger, "warn"> {
      readonly logged: string[] = [];
      warn(message: string) {
        this.logged.push(message);
      }
    }
    const part = new Part();
    const log = completeLog(part);
    for (const level of ["debug", "info", "warn", "error"] as const) log[level](level);
    expect(part.logged).toEqual(["warn"]);
  });

  it("may throw without an effect", () => {
    const broken = () => {
      throw new Error("The log is closed.");
    };
    const log = completeLog({ debug: broken, info: broken, warn: broken, error: broken });
    for (const level of ["debug", "info", "warn", "error"] as const) {
      expect(() => log[level]("a line")).not.toThrow();
    }
  });

  it.each([null, "console", 7, { warn: true }])(
    "the log of a sync is refused if it is %j",
    (log) => {
      const create = () =>
        createSync({ store: createMemoryStore(), decryptor, github: { log: log as never } });
      expect(create).toThrow(expect.objectContaining({ code: "config_invalid" }));
      expect(create).toThrow("github.log");
    },
  );

  it("on the console gets the error of a worker that cannot look for due repositories", async () => {
    const said = watchConsole();
    const { sync, pass } = createWorker({
      client: { log: undefined },
      through: (store) => ({ ...store, listDue: () => Promise.reject(new Error("It is down.")) }),
    });
    await sync.start();
    await pass(0);
    await sync.stop();
    expect(said).toEqual([
      expect.stringMatching(/^error: The repositories that are due could not be listed: .*listDue/),
    ]);
  });

  it("may be partial when all repositories are enqueued", async () => {
    const logged: string[] = [];
    const record = (message: string) => void logged.push(message);
    const { github, sync, pass } = createWorker({
      client: { log: { warn: record, error: record } },
    });
    github.truth.createRepository({ fullName });
    await sync.start();
    await pass(0);
    const { id } = await sync.trackRepository({ fullName });
    const context = { payload: {}, attempt: 1, signal: new AbortController().signal };
    expect(await sync.tasks["sync-all-repositories"](context)).toEqual({ kind: "done" });
    await pass(1000);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await sync.stop();
    expect(logged.filter((message) => !message.includes("deprecated"))).toEqual([]);
  });

  it("on the console gets nothing in a good run", async () => {
    const said = watchConsole();
    const github = createFakeGitHub();
    github.truth.createRepository({ fullName });
    const client = { fetch: github.fetch, now: github.clock.now };
    const sync = createSync({ store: createMemoryStore(), decryptor, github: client });
    const { id } = await sync.trackRepository({ fullName });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(said).toEqual([]);
  });
});
