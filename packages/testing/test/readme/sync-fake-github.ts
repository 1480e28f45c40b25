import assert from "node:assert/strict";
import { test } from "node:test";
import { createSync } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";

test("a review is stored by the next sync, and a limit defers it", async () => {
  const github = createFakeGitHub();
  const repository = "acme/api";
  github.truth.createRepository({ fullName: repository });
  github.truth.openPullRequest({ repository, actor: "ada", title: "Add a page" });

  const store = createMemoryStore(); // or yours
  const sync = createSync({
    store,
    decryptor: { decrypt: async () => ({ credentialId: "me", token: "any" }) },
    // One clock for both. It stands still until you move it, and no call really waits.
    github: { fetch: github.fetch, now: github.clock.now, sleep: async () => undefined },
  });
  const { id } = await sync.trackRepository({ fullName: repository });
  assert.equal((await sync.syncRepository(id)).status, "complete");

  github.truth.submitReview({ repository, number: 1, actor: "bob", state: "APPROVED" });
  github.setRemaining("core", 0);
  assert.equal((await sync.syncRepository(id)).status, "deferred");

  github.clock.advance(3_600_000);
  assert.equal((await sync.syncRepository(id)).status, "complete");
  const [stored] = store.pullRequests(id);
  assert.equal(stored?.snapshot.children.reviews?.[0]?.state, "approved");
});
