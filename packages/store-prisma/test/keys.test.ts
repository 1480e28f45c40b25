import { expect, test } from "vitest";
import { createPrismaStore } from "../src/index.ts";
import { createTestDatabase, providers } from "./test-database.ts";

test.each(providers)(
  "A key that would have to be cleaned is refused: it would be another's, on %s",
  async (provider) => {
    const { prisma } = await createTestDatabase(provider);
    const store = createPrismaStore(prisma);
    const refused = { code: "config_invalid", status: 400 };
    const fullName = "octo/repo";
    const theirs = await store.trackRepository({ fullName, tenantId: "b", encryptedToken: "t" });
    for (const odd of ["b\0", "\uD800", 7 as unknown as string, {} as unknown as string]) {
      const tracked = store.trackRepository({ fullName, tenantId: odd });
      await expect(tracked).rejects.toMatchObject(refused);
      const named = store.trackRepository({ fullName: odd, tenantId: "b" });
      await expect(named).rejects.toMatchObject(refused);
      await expect(store.listRepositories({ limit: 9, tenantId: odd })).rejects.toMatchObject(
        refused,
      );
      await expect(store.listRepositories({ limit: 9, after: odd })).rejects.toMatchObject(refused);
      await expect(store.schedules.claimSlot(odd, new Date())).rejects.toMatchObject(refused);
    }
    expect(await store.listRepositories({ limit: 9 })).toMatchObject([{ repository: theirs }]);
    const beyond = [2 ** 31, 1, 1];
    expect(await store.readPullRequestStates(theirs.id, beyond)).toEqual([]);
    expect(await store.readDirty(theirs.id, beyond)).toEqual([]);
  },
);

test("What a client refuses of an argument is not laid to the schema", async () => {
  const { prisma } = await createTestDatabase("sqlite");
  const store = createPrismaStore(prisma);
  const now = new Date(Number.NaN);
  await expect(store.listDue(now, { limit: 1 })).rejects.toThrow(/invalid/i);
  await expect(store.listDue(now, { limit: 1 })).rejects.not.toThrow("ghsync.prisma");
});
