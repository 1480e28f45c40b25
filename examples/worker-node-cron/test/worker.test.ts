import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runWorker } from "./run-worker.ts";
import {
  createFile,
  createPostgresDatabase,
  createWorld,
  fullName,
  hasRun,
  runOnce,
} from "./world.ts";

describe.each([
  ["SQLite", createFile],
  ["PostgreSQL", createPostgresDatabase],
])("the worker on %s", { timeout: 60_000 }, (_, createDatabase) => {
  it("syncs what it is given, ends when it is told to, and goes on from there at its next start", async () => {
    const { github, env, inDatabase } = await createWorld(createDatabase);
    await runOnce(env);
    await inDatabase(async ({ read, prisma }) => {
      expect(await read()).toMatchObject({ state: { status: "complete" }, lease: undefined });
      expect((await read())?.repository.encryptedToken).toMatch(/^ghs1\.k1\./);
      expect(await prisma.ghSyncPullRequest.findMany({ where: {} })).toHaveLength(30);
    });

    github.ledger.clear();
    const second = runWorker([fullName], env);
    await second.untilSaid(({ msg }) => msg === "Working.");
    second.end();
    expect(await second.ended).toMatchObject({ code: 0, stderr: "" });
    expect(github.ledger.entries).toEqual([]);
  });
});

describe("npm start without a token", { timeout: 60_000 }, () => {
  it.each([
    ["without a variable", {}],
    ["with an empty one", { GITHUB_TOKEN: "", DATABASE_URL: "" }],
  ])("plays on a GitHub of its own, and ends by itself, %s", async (_, env) => {
    const { code, lines, stderr } = await runWorker([], env).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(lines.filter(hasRun).map(({ outcome }) => outcome?.status)).toEqual(
      Array.from({ length: 4 }, () => "complete"),
    );
  });

  it("refuses to keep tokens in clear text in production", async () => {
    const { code, stderr } = await runWorker([], { NODE_ENV: "production" }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain("use createAesGcmDecryptor");
  });
});

it("takes a host less than 60 lines", () => {
  const files = ["worker.ts", "tokens.ts", "report-events.ts"];
  const lines = files.flatMap((file) =>
    readFileSync(join(import.meta.dirname, "..", file), "utf8")
      .trimEnd()
      .split("\n"),
  );
  expect(lines.length).toBeLessThan(60);
});
