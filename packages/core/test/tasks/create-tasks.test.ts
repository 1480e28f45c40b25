import { createSync } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { decryptor } from "../sync-harness.ts";

const contextOf = <Payload>(payload: Payload) => {
  const { signal } = new AbortController();
  return { payload, attempt: 1, signal };
};

describe("the tasks of a sync", () => {
  it("I9: share what is known about a limit: of many calls at once, only one sends a request", async () => {
    const github = createFakeGitHub();
    github.setRemaining("core", 0);
    const sync = createSync({
      store: createMemoryStore(),
      decryptor,
      github: { fetch: github.fetch, now: github.clock.now, sleep: async () => undefined },
    });
    const ids: string[] = [];
    for (const name of ["one", "two", "three", "four"]) {
      github.truth.createRepository({ fullName: `acme/${name}` });
      ids.push((await sync.trackRepository({ fullName: `acme/${name}` })).id);
    }
    const run = sync.tasks["sync-repository"];
    const outcomes = await Promise.all(ids.map((id) => run(contextOf({ repositoryId: id }))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(ids.map(() => "reschedule"));
    expect(github.ledger.entries).toHaveLength(1);
  });

  it.each(["sync-all-repositories", "sync-due-repositories"] as const)(
    "%s throws config_invalid without a scheduler",
    async (task) => {
      const sync = createSync({ store: createMemoryStore(), decryptor });
      await expect(sync.tasks[task](contextOf({}))).rejects.toMatchObject({
        code: "config_invalid",
      });
    },
  );
});
