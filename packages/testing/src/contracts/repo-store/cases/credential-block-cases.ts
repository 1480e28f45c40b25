import assert from "node:assert/strict";
import { at } from "../../at.ts";
import { caseWith, type RepoStoreCase } from "../repo-store-case.ts";

/** Until when a credential must not be used. */
export const credentialBlockCases: readonly RepoStoreCase[] = [
  {
    name: "I9: of several instants until which a credential is blocked, the latest stands",
    async run({ store }) {
      assert.equal(
        await store.readCredentialBlock("token:a"),
        undefined,
        "A credential that was never blocked has no block.",
      );
      await store.blockCredential("token:a", at(5));
      await store.blockCredential("token:a", at(3));
      assert.deepEqual(await store.readCredentialBlock("token:a"), at(5));
      await store.blockCredential("token:a", at(7));
      assert.deepEqual(await store.readCredentialBlock("token:a"), at(7));
    },
  },
  {
    name: "I9: blocked by several at once, a credential is blocked until the latest",
    async run({ store }) {
      await Promise.all([4, 9, 2, 7].map((minutes) => store.blockCredential("c", at(minutes))));
      assert.deepEqual(await store.readCredentialBlock("c"), at(9));
    },
  },
  {
    name: "I9: a block of one credential is none of another",
    async run({ store }) {
      await store.blockCredential("token:a", at(5));
      for (const credentialId of ["token:b", "token:A", "token:a ", ""]) {
        assert.equal(
          await store.readCredentialBlock(credentialId),
          undefined,
          "A credential that only resembles a blocked one has no block.",
        );
      }
    },
  },
  caseWith(
    "connect",
    "I9: a block that one handle wrote, another reads and extends",
    async ({ store, connect }) => {
      const other = await connect();
      await store.blockCredential("c", at(5));
      assert.deepEqual(await other.readCredentialBlock("c"), at(5));
      await Promise.all([store.blockCredential("c", at(8)), other.blockCredential("c", at(9))]);
      assert.deepEqual(await store.readCredentialBlock("c"), at(9));
    },
  ),
];
