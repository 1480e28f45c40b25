import type { BrokenStore } from "../broken-store.ts";
import { turn } from "../turn.ts";
import type { Breakage } from "../whole-subject.ts";

/** Blocks that are kept by a key, and replaced where `replaces` says so. */
function blocks(
  keyOf: (credentialId: string) => string,
  replaces: (until: Date, blocked: Date) => boolean,
): Breakage {
  const byKey = new Map<string, Date>();
  return {
    readCredentialBlock: async (credentialId) => byKey.get(keyOf(credentialId)),
    async blockCredential(credentialId, until) {
      const blocked = byKey.get(keyOf(credentialId));
      if (!blocked || replaces(until, blocked)) byKey.set(keyOf(credentialId), until);
    },
  };
}

export const brokenCredentialBlocks: readonly BrokenStore[] = [
  {
    bug: "keeps the block that it was told last",
    breaks: () =>
      blocks(
        (id) => id,
        () => true,
      ),
    fails: [
      "I9: of several instants until which a credential is blocked, the latest stands",
      "I9: blocked by several at once, a credential is blocked until the latest",
    ],
  },
  {
    bug: "keeps the block that it was told first",
    breaks: () =>
      blocks(
        (id) => id,
        () => false,
      ),
    fails: [
      "I9: of several instants until which a credential is blocked, the latest stands",
      "I9: blocked by several at once, a credential is blocked until the latest",
      "I9: a block that one handle wrote, another reads and extends",
    ],
  },
  {
    bug: "has one block for all credentials",
    breaks: () =>
      blocks(
        () => "all",
        (until, blocked) => until > blocked,
      ),
    fails: ["I9: a block of one credential is none of another"],
  },
  {
    bug: "tells credentials apart without regard to case",
    breaks: () =>
      blocks(
        (id) => id.toLowerCase(),
        (until, blocked) => until > blocked,
      ),
    fails: ["I9: a block of one credential is none of another"],
  },
  {
    bug: "looks at the block before it writes a later one",
    breaks: () => {
      const byId = new Map<string, Date>();
      return {
        readCredentialBlock: async (credentialId) => byId.get(credentialId),
        async blockCredential(credentialId, until) {
          const blocked = byId.get(credentialId);
          await turn();
          if (!blocked || blocked < until) byId.set(credentialId, until);
        },
      };
    },
    fails: ["I9: blocked by several at once, a credential is blocked until the latest"],
  },
];
