import { expect, test } from "vitest";
import { createPrismaStore } from "../src/index.ts";
import { createTestDatabase, providers } from "./test-database.ts";

test.each(providers)(
  "A tenant's id has 255 characters at most, whatever they are, on %s",
  async (provider) => {
    const store = createPrismaStore((await createTestDatabase(provider)).prisma);
    // As long as GitHub's names can be.
    const fullName = `${"o".repeat(39)}/${"r".repeat(100)}`;
    const tenantId = "語".repeat(255);
    const repository = await store.trackRepository({ fullName, tenantId });
    expect(repository).toMatchObject({ fullName, tenantId });
    const longer = store.trackRepository({ fullName, tenantId: "t".repeat(256) });
    await expect(longer).rejects.toMatchObject({ code: "config_invalid", userActionable: true });
  },
);
