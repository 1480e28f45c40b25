import { createSync } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";

const repository = "acme/api";

/** A synced repository of 150 pull requests, each changed since. */
async function createChanged() {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: repository });
  const numbers = Array.from({ length: 150 }, (_, index) =>
    github.truth.openPullRequest({ repository, actor: "ada", title: `Change ${index}` }),
  );
  github.clock.advance(3_600_000);
  const store = createMemoryStore();
  const sync = createSync({
    store,
    decryptor: { decrypt: async () => ({ credentialId: "user:1", token: "x" }) },
    github: { fetch: github.fetch, now: () => github.clock.now(), sleep: async () => undefined },
  });
  const { id } = await sync.trackRepository({ fullName: repository });
  await sync.syncRepository(id);
  for (const number of numbers) {
    github.clock.advance(1000);
    github.truth.editPullRequest({ repository, number, title: "New" });
  }
  github.clock.advance(3_600_000);
  return { github, store, sync, id };
}

describe("a list that is interrupted", () => {
  it.each([404, 410] as const)(
    "I14: by %i on a later page is not a feature that is switched off",
    async (status) => {
      const { github, store, sync, id } = await createChanged();
      const before = await sync.getState(id);
      let lists = 0;
      const restore = github.faults.add({
        when: ({ path }) => {
          if (/\/repositories\/\d+\/issues\?/.test(path)) lists += 1;
          return lists > 1 && /\/issues\?/.test(path);
        },
        fault: { kind: "error", status },
      });
      expect(await sync.syncRepository(id)).toMatchObject({
        status: "error",
        error: { code: "transient", retryable: true },
      });
      expect((await sync.getState(id))?.lastSyncAt).toEqual(before?.lastSyncAt);

      restore();
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      const titles = store.pullRequests(id).map(({ snapshot }) => snapshot.pullRequest.title);
      expect(new Set(titles)).toEqual(new Set(["New"]));
    },
  );
});
