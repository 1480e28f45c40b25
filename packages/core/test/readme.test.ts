import { readFile } from "node:fs/promises";
import { createSync } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { enqueueDue } from "./readme/enqueue-due.ts";

test("the README shows enqueue-due as it is", async () => {
  const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");
  expect(await read("../README.md")).toContain(
    `\`\`\`ts\n${await read("readme/enqueue-due.ts")}\`\`\``,
  );
});

/** Returns the names of the members in an interface's own block. */
async function membersOf(name: string, path: string): Promise<string[]> {
  const source = await readFile(new URL(`../src/${path}`, import.meta.url), "utf8");
  const [, block = ""] = new RegExp(`interface ${name}\\b([\\s\\S]*?)\\n}`).exec(source) ?? [];
  return [...block.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member = ""]) => member);
}

test("the README's table of options has each of createSync's, and no other", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const [, section = ""] = /^## Options$([\s\S]*?)^## /m.exec(readme) ?? [];
  const listed = [...section.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([\w.]+)`/g)].map(([, name]) => name),
  );
  const runsOwn = ["signal", "blockedUntil", "beforeRequest"];
  const members = await membersOf("SyncOptions", "options/sync-options.ts");
  const client = new Set([
    ...(await membersOf("GitHubClientOptions", "github/client-options.ts")),
    ...(await membersOf("SyncClientOptions", "options/sync-options.ts")),
  ]);
  const options = [
    ...members.filter((name) => name !== "github"),
    ...[...client].filter((name) => !runsOwn.includes(name)).map((name) => `github.${name}`),
  ];
  expect(options).toContain("github.log");
  expect(listed.sort()).toEqual(options.sort());
});

test("enqueueDue enqueues each repository that is due once, and not one that was read", async () => {
  const fullName = "octokit/core.js";
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName });
  const store = createMemoryStore();
  const sync = createSync({
    store,
    decryptor: { decrypt: async () => ({ credentialId: "me", token: "x" }) },
    github: { fetch: github.fetch, now: () => github.clock.now() },
  });
  const ids = new Map<string, string>();
  for (const name of [fullName, ...Array.from({ length: 100 }, (_, n) => `octokit/${n}`)]) {
    ids.set((await sync.trackRepository({ fullName: name })).id, name);
  }
  const readDue = async () => {
    const jobs: { key: string; payload: { repositoryId: string } }[] = [];
    const enqueue = async (key: string, payload: { repositoryId: string }) =>
      jobs.push({ key, payload });
    await enqueueDue(store, enqueue, github.clock.now());
    return jobs;
  };
  const jobs = await readDue();
  expect(jobs).toHaveLength(ids.size);
  expect(new Set(jobs.map(({ key }) => key))).toEqual(new Set(ids.keys()));
  const job = jobs.find(({ key }) => ids.get(key) === fullName);
  if (!job) throw new Error("The repository is due.");
  const { signal } = new AbortController();
  const run = sync.tasks["sync-repository"];
  expect(await run({ payload: job.payload, attempt: 1, signal })).toEqual({ kind: "done" });
  const requests = github.ledger.entries.length;
  // A late job: another one has already read the repository.
  expect(await run({ payload: job.payload, attempt: 1, signal })).toEqual({ kind: "done" });
  expect(github.ledger.entries).toHaveLength(requests);
  expect((await readDue()).map(({ key }) => key)).not.toContain(job.key);
});
