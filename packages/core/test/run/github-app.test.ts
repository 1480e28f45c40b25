import { inspect } from "node:util";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { createInstallation, mintedToken } from "../support/app.ts";
import { createHarness, hourMs, openPullRequests } from "../sync-harness.ts";

test("an App's installation token is requested once, so that idle runs get 304", async () => {
  const github = createFakeGitHub();
  let minted = 0;
  github.intercept(({ path }) => {
    if (!path.endsWith("/access_tokens")) return undefined;
    minted += 1;
    return mintedToken(minted, github.clock.now());
  });
  const decrypt = createInstallation();
  const { sync, id } = await createHarness({
    github,
    decryptor: { decrypt: async () => decrypt() },
  });
  openPullRequests(github, 3);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  for (let run = 0; run < 3; run += 1) {
    github.clock.advance(hourMs);
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ usage: { requests: 4, notModified: 4, points: 0 } });
  }
  expect(minted).toBe(1);
});

test.each([401, 403, 404, 422])(
  "a token that GitHub does not give (%i) is token_refused, and not the repository's fault",
  async (status) => {
    const github = createFakeGitHub();
    github.intercept(({ path }) =>
      path.endsWith("/access_tokens") ? Response.json({ message: "No." }, { status }) : undefined,
    );
    const decrypt = createInstallation();
    const decryptor = { decrypt: async () => decrypt() };
    const { sync, id } = await createHarness({ github, decryptor });
    openPullRequests(github, 1);
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: {
        code: "token_refused",
        status,
        userActionable: true,
        retryable: false,
        message: expect.stringMatching(`^GitHub gave this credential no token \\(${status}\\): `),
      },
    });
  },
);

test("a suspended installation is named", async () => {
  const github = createFakeGitHub();
  const message = "This installation has been suspended";
  github.intercept(() => Response.json({ message }, { status: 403 }));
  const decrypt = createInstallation();
  const decryptor = { decrypt: async () => decrypt() };
  const { sync, id } = await createHarness({ github, decryptor });
  expect(await sync.syncRepository(id)).toMatchObject({
    error: { message: expect.stringContaining("an owner has to unsuspend it") },
  });
});

test.each([
  [
    500,
    {
      status: "error",
      error: {
        code: "transient",
        retryable: true,
        message: "GitHub answered 500 to POST /app/installations/{installation_id}/access_tokens.",
      },
    },
  ],
  [429, { status: "deferred" }],
] as const)("a token request that gets %i succeeds later by itself", async (status, outcome) => {
  const github = createFakeGitHub();
  github.intercept(() => Response.json({}, { status }));
  const decrypt = createInstallation();
  const decryptor = { decrypt: async () => decrypt() };
  const { sync, id } = await createHarness({ github, decryptor });
  expect(await sync.syncRepository(id)).toMatchObject(outcome);
});

test("a token request that the network fails is transient, and not the token's fault", async () => {
  const fetch = () => Promise.reject(new Error("ECONNRESET"));
  const decrypt = createInstallation();
  const decryptor = { decrypt: async () => decrypt() };
  const { sync, id } = await createHarness({ client: { fetch }, decryptor });
  expect(await sync.syncRepository(id)).toMatchObject({
    error: { code: "transient", retryable: true, userActionable: false },
  });
});

const brokenKey = "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----";

test.each([
  ["an invalid private key", { privateKey: brokenKey }],
  ["no App id", { appId: undefined }],
  ["no installation", { installationId: undefined }],
])("I11: %s needs a user, and nothing is sent", async (_, changes) => {
  const github = createFakeGitHub();
  const decrypt = createInstallation(changes);
  const decryptor = { decrypt: async () => decrypt() };
  const { sync, id } = await createHarness({ github, decryptor });
  const outcome = await sync.syncRepository(id);
  expect(outcome).toMatchObject({
    status: "error",
    error: {
      code: "token_undecryptable",
      userActionable: true,
      retryable: false,
      message: expect.stringContaining("installation id"),
    },
  });
  expect(inspect(outcome, { depth: 10 })).not.toContain("c2VjcmV0");
  expect(github.ledger.entries).toEqual([]);
});
