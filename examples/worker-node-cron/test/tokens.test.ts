import { randomBytes } from "node:crypto";
import { createAesGcmDecryptor, type RepositoryRead } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { type LogLine, runWorker } from "./run-worker.ts";
import { createFile, createWorld, fullName, replacement, runOnce, token } from "./world.ts";

const isRefused = ({ level, code }: LogLine) => level === 50 && code === "token_refused";

describe("the token of a repository", { timeout: 60_000 }, () => {
  it("takes another token at its next start, in the place of one that was revoked", async () => {
    const { github, env, inDatabase } = await createWorld(createFile);
    await runOnce(env);
    github.revokeToken(token);
    await inDatabase(({ prisma }) =>
      prisma.ghSyncRepository.updateMany({ where: {}, data: { nextAttemptAt: new Date(0) } }),
    );
    const refused = runWorker([fullName], env);
    await refused.untilSaid(isRefused);
    refused.end();
    await refused.ended;
    await runOnce({ ...env, GITHUB_TOKEN: replacement });
    await inDatabase(async ({ read }) =>
      expect(await read()).toMatchObject({ state: { status: "complete" } }),
    );
  });

  it("goes on with a repository that a worker had begun to add when it died", async () => {
    const { env, inDatabase } = await createWorld(createFile);
    await inDatabase(({ store }) => store.trackRepository({ fullName }));
    await runOnce(env);
    await inDatabase(async ({ read }) =>
      expect(await read()).toMatchObject({ state: { status: "complete" } }),
    );
  });

  it("is encrypted once there is a key, and again once the key is another one", async () => {
    const { env, inDatabase } = await createWorld(createFile);
    const { GHSYNC_KEY, NODE_ENV: _, ...withoutKey } = env;
    await runOnce(withoutKey);
    await inDatabase(async ({ read }) =>
      expect((await read())?.repository.encryptedToken).toBe(token),
    );
    for (const key of [GHSYNC_KEY, randomBytes(32).toString("base64")]) {
      await runOnce({ ...withoutKey, GHSYNC_KEY: key });
      await inDatabase(async ({ read }) => {
        const decryptor = createAesGcmDecryptor({ keys: { k1: key }, currentKeyId: "k1" });
        const { repository } = (await read()) as RepositoryRead;
        expect(await decryptor.decrypt(repository)).toMatchObject({ token });
      });
    }
  });

  it("is replaced in a repository that is paused, which stays so", async () => {
    const { env, inDatabase } = await createWorld(createFile);
    await runOnce(env);
    await inDatabase(({ store }) => store.trackRepository({ fullName, active: false }));
    const worker = runWorker([fullName], { ...env, GITHUB_TOKEN: replacement });
    await worker.untilSaid(({ msg }) => msg === "Working.");
    worker.end();
    await worker.ended;
    await inDatabase(async ({ read }) => {
      const { repository } = (await read()) as RepositoryRead;
      expect(repository.active).toBe(false);
      const keys = { k1: env.GHSYNC_KEY };
      const decryptor = createAesGcmDecryptor({ keys, currentKeyId: "k1" });
      expect(await decryptor.decrypt(repository)).toMatchObject({ token: replacement });
    });
  });
});
