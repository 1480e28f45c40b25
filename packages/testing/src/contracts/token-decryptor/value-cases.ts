import assert from "node:assert/strict";
import type { UnboundCase } from "../bind-cases.ts";
import { decryptToken, storeToken } from "./decrypt-token.ts";
import { exampleRepository, exampleToken, tokenForms } from "./example-tokens.ts";
import { formsOf } from "./forms-of.ts";
import type { TokenDecryptorSubject } from "./token-decryptor-subject.ts";

/** Stored values yield the tokens that they were made of. */
export const valueCases: readonly UnboundCase<TokenDecryptorSubject>[] = [
  {
    name: "A token comes back as it was encrypted, whatever its form",
    async run(subject) {
      for (const [form, token] of Object.entries(tokenForms)) {
        const repository = await storeToken(subject, token, exampleRepository("1"));
        const credential = await decryptToken(subject.decryptor, repository);
        assert.equal(credential.token, token, form);
      }
    },
  },
  {
    name: "A value yields its token again and again, also after the repository got its id at GitHub and another name",
    async run(subject) {
      const repository = await storeToken(subject, exampleToken, exampleRepository("1"));
      const later = { ...repository, fullName: "octokit/renamed", githubId: 7, nodeId: "R_7" };
      for (const asked of [repository, repository, later]) {
        assert.equal((await decryptToken(subject.decryptor, asked)).token, exampleToken);
      }
    },
  },
  {
    name: "Asked by many at once, it gives each repository its own token",
    async run(subject) {
      const tokens = Array.from({ length: 32 }, (_, index) => `${exampleToken}${index}`);
      const repositories = await Promise.all(
        tokens.map((token, index) => storeToken(subject, token, exampleRepository(`r${index}`))),
      );
      const credentials = await Promise.all(
        repositories.map((repository) => decryptToken(subject.decryptor, repository)),
      );
      assert.deepEqual(
        credentials.map(({ token }) => token),
        tokens,
      );
    },
  },
  {
    name: "A stored value shows nothing of its token, and two values of one token differ",
    async run(subject) {
      const one = await storeToken(subject, exampleToken, exampleRepository("1"));
      const other = await storeToken(subject, exampleToken, exampleRepository("1"));
      assert.notEqual(one.encryptedToken, other.encryptedToken, "One token, one value.");
      for (const form of formsOf(exampleToken)) {
        assert.ok(!one.encryptedToken.includes(form), "The value holds the token, readable.");
      }
    },
  },
];
