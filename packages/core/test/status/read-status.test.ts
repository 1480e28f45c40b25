import { german, getStatus, listStatuses } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { expect, test } from "vitest";

test("getStatus and listStatuses read statuses from a store alone", async () => {
  const store = createMemoryStore();
  const { id } = await store.trackRepository({ fullName: "acme/api", tenantId: "acme" });
  await store.trackRepository({ fullName: "other/api" });
  const status = await getStatus(store, id);
  expect(status).toMatchObject({ repositoryId: id, fullName: "acme/api", label: "Not synced yet" });
  expect(status).not.toHaveProperty("encryptedToken");
  expect(await listStatuses(store, { tenantId: "acme" })).toEqual([status]);
  expect(await listStatuses(store)).toHaveLength(2);
  const wording = { catalogue: german };
  expect((await getStatus(store, id, { wording }))?.label).toBe("Noch nie gelesen");
  expect(await getStatus(store, "unknown")).toBeUndefined();
  await expect(getStatus(store, undefined as never)).rejects.toMatchObject({
    code: "config_invalid",
  });
});
