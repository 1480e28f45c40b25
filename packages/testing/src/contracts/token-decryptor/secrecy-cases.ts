import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { UnboundCase } from "../bind-cases.ts";
import { decryptToken, storeToken } from "./decrypt-token.ts";
import {
  changedValues,
  exampleRepository,
  exampleToken,
  otherToken,
  shortenedValues,
} from "./example-tokens.ts";
import { formsOf } from "./forms-of.ts";
import type { TokenDecryptorSubject } from "./token-decryptor-subject.ts";

/** What a decryptor says beside the token gives nothing of it away. */
export const secrecyCases: readonly UnboundCase<TokenDecryptorSubject>[] = [
  {
    name: "A credential's id is the same whenever its token is, in any repository",
    async run(subject) {
      const one = await storeToken(subject, exampleToken, exampleRepository("1"));
      const again = await storeToken(subject, exampleToken, exampleRepository("1"));
      const other = await storeToken(subject, exampleToken, exampleRepository("2"));
      const { credentialId } = await decryptToken(subject.decryptor, one);
      assert.ok(credentialId, "The id is empty.");
      for (const repository of [one, again, other]) {
        const decrypted = await decryptToken(subject.decryptor, repository);
        assert.equal(decrypted.credentialId, credentialId);
      }
    },
  },
  {
    name: "Two tokens have two credential ids",
    async run(subject) {
      const one = await storeToken(subject, exampleToken, exampleRepository("1"));
      const other = await storeToken(subject, otherToken, exampleRepository("1"));
      const { credentialId } = await decryptToken(subject.decryptor, one);
      const decrypted = await decryptToken(subject.decryptor, other);
      assert.notEqual(decrypted.credentialId, credentialId);
    },
  },
  {
    name: "A credential's id shows no part of its token",
    async run(subject) {
      const repository = await storeToken(subject, exampleToken, exampleRepository("1"));
      const { credentialId } = await decryptToken(subject.decryptor, repository);
      for (let start = 0; start + 8 <= exampleToken.length; start += 1) {
        const part = exampleToken.slice(start, start + 8);
        for (const form of formsOf(part)) {
          assert.ok(!credentialId.includes(form), "Eight characters of the token are in it.");
        }
      }
    },
  },
  {
    name: "What is thrown shows neither the value nor the token",
    async run(subject) {
      const { decryptor } = subject;
      const own = await storeToken(subject, exampleToken, exampleRepository("1"));
      const value = own.encryptedToken;
      const changed = [...changedValues(value), ...shortenedValues(value)];
      const asked = [
        ...changed.map((encryptedToken) => ({ ...own, encryptedToken })),
        { ...own, encryptedToken: exampleToken },
        { ...exampleRepository("2"), encryptedToken: value },
      ];
      for (const repository of asked) {
        const error = await decryptor.decrypt(repository, {}).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (error === undefined) continue;
        const text = textOf(error);
        const secrets = [repository.encryptedToken, value, ...formsOf(exampleToken)];
        // What is shorter may stand in any text.
        const long = secrets.filter((secret) => secret.length >= 16);
        for (const secret of long)
          assert.ok(!text.includes(secret), `${String(error)} contains the secret.`);
      }
    },
  },
];

function textOf(error: unknown): string {
  const { stack } = error as { stack?: string };
  const shown = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  return `${String(error)} ${stack} ${JSON.stringify(error)} ${shown}`;
}
