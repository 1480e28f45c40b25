import { generateKeyPairSync, randomBytes } from "node:crypto";
import {
  createAesGcmDecryptor,
  createFernetDecryptor,
  createSync,
  firstMatch,
  type TokenDecryptor,
} from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { expect, test, vi } from "vitest";
import { refuseKinds } from "../../packages/core/test/support/refusals.ts";
import { encryptByFernet } from "../../packages/core/test/tokens/fernet-subject.ts";
import { appDecryptor } from "../tokens-and-permissions/app-decryptor.ts";
import { renewValues } from "../tokens-and-permissions/renew-values.ts";
import { trackWithToken } from "../tokens-and-permissions/track-with-token.ts";
import { userTokenDecryptor } from "../tokens-and-permissions/user-token-decryptor.ts";
import { openPage } from "./open-page.ts";

const page = openPage("docs/tokens-and-permissions.md");
const files = [
  "app-decryptor",
  "decryptor",
  "renew-values",
  "track-with-token",
  "user-token-decryptor",
];
for (const name of files) page.takeFile(`docs/tokens-and-permissions/${name}.ts`);

const token = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";
const fullName = "octokit/core.js";
const complete = { status: "complete" };

/** A GitHub that accepts one token, with one pull request, and a store. */
function createHost() {
  const github = createFakeGitHub({ tokens: [token] });
  github.truth.createRepository({ fullName });
  github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "Read the next page" });
  const store = createMemoryStore();
  const client = {
    fetch: github.fetch,
    now: () => github.clock.now(),
    sleep: async (ms: number) => github.clock.advance(ms),
    log: {},
  };
  const syncBy = (decryptor: TokenDecryptor) => createSync({ store, decryptor, github: client });
  return { github, store, syncBy };
}

/** Values of AES-GCM, under a new key. */
const createKeyed = () =>
  createAesGcmDecryptor({ keys: { k1: randomBytes(32) }, currentKeyId: "k1" });

test("decryptor takes its key from the environment", async () => {
  vi.stubEnv("GHSYNC_KEY", randomBytes(32).toString("base64"));
  const { decryptor } = await import("../tokens-and-permissions/decryptor.ts");
  vi.unstubAllEnvs();
  const { syncBy } = createHost();
  const sync = syncBy(decryptor);
  const id = await trackWithToken({ sync, decryptor }, fullName, token);
  expect(await sync.syncRepository(id)).toMatchObject(complete);
});

test("trackWithToken makes a repository due that had no token, and leaves a paused one paused", async () => {
  const { syncBy } = createHost();
  const decryptor = createKeyed();
  const sync = syncBy(decryptor);
  const { id } = await sync.trackRepository({ fullName });
  expect(await sync.syncRepository(id)).toMatchObject({ status: "error" });
  expect(await trackWithToken({ sync, decryptor }, fullName, token)).toBe(id);
  expect(await sync.getStatus(id)).not.toHaveProperty("retryAt");
  await sync.pause(id);
  await trackWithToken({ sync, decryptor }, fullName, token);
  expect(await sync.getStatus(id)).toMatchObject({ active: false });
});

test("renewValues encrypts values of an old key and of Fernet, so that the old keys can be removed", async () => {
  const { github, store, syncBy } = createHost();
  const [oldKey, newKey, fernetKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const old = createAesGcmDecryptor({ keys: { old: oldKey }, currentKeyId: "old" });
  const id = await trackWithToken({ sync: syncBy(old), decryptor: old }, fullName, token);
  expect(await syncBy(old).syncRepository(id)).toMatchObject(complete);
  const renamed = "octokit/renamed";
  github.truth.renameRepository({ repository: fullName, fullName: renamed });
  github.truth.openPullRequest({ repository: renamed, actor: "ada", title: "One more" });
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

test("renewValues keeps a token that is replaced meanwhile, and returns what it could not decrypt", async () => {
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
  // The token is replaced between the list and the write.
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

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const appKey = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** Makes GitHub answer requests for an installation's token, and counts them. */
function answerApp(github: FakeGitHub, answer: () => Response): { minted(): number } {
  let minted = 0;
  github.intercept(({ path }) => {
    if (path !== "/app/installations/7/access_tokens") return undefined;
    minted += 1;
    return answer();
  });
  return { minted: () => minted };
}

test("appDecryptor asks for one installation token an hour", async () => {
  const { github, syncBy } = createHost();
  const app = answerApp(github, () =>
    Response.json(
      {
        token,
        expires_at: new Date(Date.now() + 3_600_000).toISOString(),
        permissions: { contents: "read" },
        repository_selection: "all",
      },
      { status: 201, headers: { date: github.clock.now().toUTCString() } },
    ),
  );
  const sync = syncBy(appDecryptor(1, appKey));
  const { id } = await sync.trackRepository({ fullName });
  await sync.setToken(id, "7");
  expect(await sync.syncRepository(id)).toMatchObject(complete);
  expect(await sync.syncRepository(id)).toMatchObject(complete);
  expect(app.minted()).toBe(1);
});

test("userTokenDecryptor continues a run with the token that was refreshed", async () => {
  const { github, syncBy } = createHost();
  const tokens = ["ghu_0ld0ld0ld0ld0ld0ld0ld0ld0ld0ld0ld", token];
  const asked: string[] = [];
  const sync = syncBy(
    userTokenDecryptor(async (userId) => {
      asked.push(userId);
      const newest = tokens[asked.length - 1] ?? token;
      return { token: newest, expiresAt: new Date(github.clock.now().getTime() + 3_600_000) };
    }),
  );
  const { id } = await sync.trackRepository({ fullName });
  await sync.setToken(id, "42");
  expect(await sync.syncRepository(id)).toMatchObject(complete);
  expect(asked).toEqual(["42", "42"]);
});

/** What happens to a repository that was tracked with a good token. */
interface Case {
  readonly decryptor?: TokenDecryptor;
  readonly stored?: string | null;
  happen?(github: FakeGitHub): void;
}

const refuse = (reason: "integration" | "sso") => (github: FakeGitHub) =>
  github.faults.add({ fault: { kind: "forbidden", reason } });

/** The first column of the page's last table. */
const cases: Readonly<Record<string, Case>> = {
  "no token is stored": { stored: null },
  "the key of the stored value is missing": { stored: createKeyed().encrypt(token, { id: "1" }) },
  "the token was revoked, or expired": { happen: (github) => github.revokeToken(token) },
  "the App is suspended": {
    decryptor: appDecryptor(1, appKey),
    stored: "7",
    happen(github) {
      const message = "This installation has been suspended";
      answerApp(github, () => Response.json({ message }, { status: 403 }));
    },
  },
  "the token can't see the repository": {
    happen: (github) => github.truth.deleteRepository({ repository: fullName }),
  },
  "a permission to pull requests is missing": { happen: refuse("integration") },
  "single sign-on is required": { happen: refuse("sso") },
  "a permission to commits is missing": { happen: (github) => refuseKinds(github, ["commits"]) },
  "your token service is down": {
    decryptor: userTokenDecryptor(() => Promise.reject(new Error("ECONNREFUSED"))),
    stored: "42",
  },
  "the token's rate limit is used up": { happen: (github) => github.setRemaining("core", 0) },
};

const header = page.rows.findIndex(([cell]) => cell === "what happened");

test.each(page.rows.slice(header + 2))(
  "the status after: %s",
  async (what = "", status, label, code, actor) => {
    const played = cases[what];
    if (!played) throw new Error(`No test plays this row of the page: ${what}`);
    const { github, syncBy } = createHost();
    const keyed = createKeyed();
    const sync = syncBy(played.decryptor ?? keyed);
    const { id } = await sync.trackRepository({ fullName });
    const { stored = keyed.encrypt(token, { id }) } = played;
    await sync.setToken(id, stored);
    played.happen?.(github);
    await sync.syncRepository(id);
    const shown = await sync.getStatus(id);
    expect({
      status: `\`${shown?.status}\``,
      label: shown?.label,
      code: `\`${shown?.errorCode}\``,
    }).toEqual({ status, label, code });
    expect(shown?.action.who === "nobody").toBe(actor?.startsWith("no one"));
  },
);

test("the page has a row for each case", () => {
  expect(page.rows.slice(header + 2).map(([what]) => what)).toEqual(Object.keys(cases));
});

test("every code block of the page is run", () => {
  expect(page.left()).toEqual([]);
});
