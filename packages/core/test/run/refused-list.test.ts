import { describe, expect, it } from "vitest";
import { createSynced, expectEqualsGitHub, fullName, hourMs } from "../sync-harness.ts";

const repository = fullName;

const lists = {
  issues: /^\/repositories\/\d+\/issues\?/,
  comments: /^\/repositories\/\d+\/issues\/comments\?/,
} as const;

describe("a list that is refused although its feature is on", () => {
  it.each([
    ["issues", 404],
    ["issues", 410],
    ["comments", 404],
    ["comments", 410],
  ] as const)(
    "I14: is not the end of %s by %i: the run fails, and the next one reads it",
    async (stream, status) => {
      const harness = await createSynced(3);
      const { github, sync, id } = harness;
      const { lastSyncAt } = (await sync.getState(id)) ?? {};
      github.truth.comment({ repository, number: 2, actor: "ada", body: "Hello" });
      github.clock.advance(hourMs);
      const when = ({ path }: { path: string }) => lists[stream].test(path);
      const restore = github.faults.add({ when, fault: { kind: "error", status } });
      expect(await sync.syncRepository(id)).toMatchObject({
        status: "error",
        error: { code: "transient", retryable: true },
      });
      expect((await sync.getState(id))?.lastSyncAt).toEqual(lastSyncAt);
      restore();
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );
});
