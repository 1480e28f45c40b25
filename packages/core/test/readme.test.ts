import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  createAesGcmDecryptor,
  createFernetDecryptor,
  createSync,
  firstMatch,
  type TokenDecryptor,
} from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { enqueueDue } from "./readme/enqueue-due.ts";
import { renewValues } from "./readme/renew-values.ts";
import { trackWithToken } from "./readme/track-with-token.ts";
import { encryptByFernet } from "./tokens/fernet-subject.ts";

const token = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";
const fullName = "octokit/core.js";
const complete = { status: "complete" };

/** A GitHub that accepts one token, and a store. */
function createHost() {
  const github = createFakeGitHub({ tokens: [token] });
  github.truth.createRepository({ fullName });
  const store = createMemoryStore();
  const client = { fetch: github.fetch, now: () => github.clock.now() };
  const syncBy = (decryptor: TokenDecryptor) => createSync({ store, decryptor, github: client });
  return { github, store, syncBy };
}

test.each(["enqueue-due", "track-with-token", "renew-values"])(
  "the README shows %s as it is",
  async (name) => {
    const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");
    expect(await read("../README.md")).toContain(
      `\`\`\`ts\n${await read(`readme/${name}.ts`)}\`\`\``,
    );
  },
);

/** The names of an interface's members that are written in its own block. */
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

test("a repository that is tracked with its token is due, and can be synced", async () => {
  const { store, syncBy } = createHost();
  const decryptor = createAesGcmDecryptor({ keys: { k1: randomBytes(32) }, currentKeyId: "k1" });
  const sync = syncBy(decryptor);
  const id = await trackWithToken({ sync, decryptor }, fullName, token);
  expect(await store.listDue(new Date(), { limit: 9 })).toMatchObject([{ repository: { id } }]);
  expect(await sync.syncRepository(id)).toMatchObject(complete);
});

test("a repository that had no token yet is due once it has, and one that a person has paused stays paused", async () => {
  const { syncBy } = createHost();
  const decryptor = createAesGcmDecryptor({ keys: { k1: randomBytes(32) }, currentKeyId: "k1" });
  const sync = syncBy(decryptor);
  const { id } = await sync.trackRepository({ fullName });
  expect(await sync.syncRepository(id)).toMatchObject({ status: "error" });
  expect(await trackWithToken({ sync, decryptor }, fullName, token)).toBe(id);
  expect(await sync.getStatus(id)).not.toHaveProperty("retryAt");
  await sync.pause(id);
  await trackWithToken({ sync, decryptor }, fullName, token);
  expect(await sync.getStatus(id)).toMatchObject({ active: false });
});

test("an engine of its own is told once of each repository that is due, and no more of one that was read", async () => {
  const { github, store, syncBy } = createHost();
  const sync = syncBy({ decrypt: async () => ({ credentialId: "me", token }) });
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
  // A job that is late: another was quicker.
  expect(await run({ payload: job.payload, attempt: 1, signal })).toEqual({ kind: "done" });
  expect(github.ledger.entries).toHaveLength(requests);
  expect((await readDue()).map(({ key }) => key)).not.toContain(job.key);
});

test("values of an old key and of Fernet are renewed, after a rename too, and the old keys can go", async () => {
  const { github, store, syncBy } = createHost();
  const [oldKey, newKey, fernetKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const old = createAesGcmDecryptor({ keys: { old: oldKey }, currentKeyId: "old" });
  const id = await trackWithToken({ sync: syncBy(old), decryptor: old }, fullName, token);
  expect(await syncBy(old).syncRepository(id)).toMatchObject(complete);
  const renamed = "octokit/renamed";
  github.truth.renameRepository({ repository: fullName, fullName: renamed });
  github.truth.openPullRequest({ repository: renamed, actor: "ada", title: "A door" });
  github.clock.advance(3_600_000);
  expect(await syncBy(old).syncRepository(id)).toMatchObject(complete);
  const django = "octokit/django";
  github.truth.createRepository({ fullName: django });
  const encryptedToken = encryptByFernet(fernetKey, token);
  const { id: djangoId } = await store.trackRepository({ fullName: django, encryptedToken });
  await store.trackRepository({ fullName: "octokit/without" });

  const keys = { old: oldKey, new: newKey };
  const both = createAesGcmDecryptor({ keys, currentKeyId: "new" });
  const any = firstMatch([both, createFernetDecryptor({ keys: [fernetKey] })]);
  expect(await syncBy(any).syncRepository(djangoId)).toMatchObject(complete);
  await renewValues(store, any, both);

  const tracked = await store.listRepositories({ limit: 9 });
  expect(tracked.map(({ repository }) => repository.fullName)).toEqual([
    renamed,
    django,
    "octokit/without",
  ]);
  const current = createAesGcmDecryptor({ keys: { new: newKey }, currentKeyId: "new" });
  for (const repository of [id, djangoId]) {
    expect(await syncBy(current).syncRepository(repository)).toMatchObject(complete);
  }
  const values = tracked.map(({ repository }) => repository.encryptedToken);
  await renewValues(store, any, both);
  const again = await store.listRepositories({ limit: 9 });
  expect(again.map(({ repository }) => repository.encryptedToken)).toEqual(values);
});

test("a token that is replaced while values are renewed stays, and a value that none can decrypt ends nothing", async () => {
  const { store, syncBy } = createHost();
  const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
  const old = createAesGcmDecryptor({ keys: { old: oldKey }, currentKeyId: "old" });
  const lost = createAesGcmDecryptor({ keys: { lost: randomBytes(32) }, currentKeyId: "lost" });
  const sync = syncBy(old);
  const unknown = await trackWithToken({ sync, decryptor: lost }, "octokit/lost", token);
  const replaced = await trackWithToken({ sync, decryptor: old }, "octokit/mine", token);
  const renewed = await trackWithToken({ sync, decryptor: old }, "octokit/other", token);
  const both = createAesGcmDecryptor({ keys: { old: oldKey, new: newKey }, currentKeyId: "new" });
  const theirs = both.encrypt("ghp_anotherTokenOfTheirs", { id: replaced });
  // Whoever replaces it does so between the list and the write.
  const any = {
    ...both,
    decrypt: async (...[repository, options]: Parameters<typeof both.decrypt>) => {
      const credential = await both.decrypt(repository, options);
      await store.updateRepository(replaced, { encryptedToken: theirs });
      return credential;
    },
  };
  expect(await renewValues(store, any, both)).toEqual([unknown]);
  const storedFor = async (id: string) =>
    (await store.getRepository(id))?.repository.encryptedToken ?? "";
  expect(await storedFor(replaced)).toBe(theirs);
  expect(both.needsRotation(await storedFor(renewed))).toBe(false);
});
