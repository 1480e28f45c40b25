import assert from "node:assert/strict";
import type { UnboundCase } from "../bind-cases.ts";
import { refusalOf, storeToken } from "./decrypt-token.ts";
import {
  changedValues,
  exampleRepository,
  exampleToken,
  otherToken,
  shortenedValues,
} from "./example-tokens.ts";
import type { TokenDecryptorSubject } from "./token-decryptor-subject.ts";

const repository = exampleRepository("1");

/** What is not a repository's own value is refused. */
export const refusalCases: readonly UnboundCase<TokenDecryptorSubject>[] = [
  {
    name: "A repository without a value has no token",
    async run({ decryptor }) {
      for (const encryptedToken of [null, "", " "]) {
        const what = `the value ${JSON.stringify(encryptedToken)}`;
        await refusalOf(decryptor, { ...repository, encryptedToken }, what);
      }
    },
  },
  {
    name: "A value of no known form is refused, a token in clear text among them",
    async run({ decryptor }) {
      for (const encryptedToken of [exampleToken, "a.b.c.d", "....", "\u0000", "é👍"]) {
        const what = JSON.stringify(encryptedToken);
        await refusalOf(decryptor, { ...repository, encryptedToken }, what);
      }
    },
  },
  {
    name: "A value that is changed in any character is refused",
    async run(subject) {
      const { encryptedToken } = await storeToken(subject, exampleToken, repository);
      for (const [index, changed] of changedValues(encryptedToken).entries()) {
        const what = `a value whose character ${index} of ${encryptedToken.length} was changed`;
        await refusalOf(subject.decryptor, { ...repository, encryptedToken: changed }, what);
      }
    },
  },
  {
    name: "A value that is cut short anywhere is refused, and so is one with more behind it",
    async run(subject) {
      const { encryptedToken } = await storeToken(subject, exampleToken, repository);
      const shortened = shortenedValues(encryptedToken);
      for (const changed of [...shortened, `${encryptedToken}AAAA`, encryptedToken.repeat(2)]) {
        const what = `a value of ${changed.length} characters instead of ${encryptedToken.length}`;
        await refusalOf(subject.decryptor, { ...repository, encryptedToken: changed }, what);
      }
    },
  },
  {
    name: "A value that was encrypted for another repository is refused",
    async run(subject) {
      const own = await storeToken(subject, exampleToken, repository);
      const other = await storeToken(subject, otherToken, exampleRepository("11"));
      const { encryptedToken } = other;
      await refusalOf(subject.decryptor, { ...own, encryptedToken }, "a value moved from 11 to 1");
      const moved = { ...other, encryptedToken: own.encryptedToken };
      await refusalOf(subject.decryptor, moved, "a value moved from 1 to 11");
    },
  },
  {
    name: "A value of a key that is not here is refused",
    needs: "encryptByForeignKey",
    async run({ decryptor, encryptByForeignKey }) {
      const encryptedToken = await encryptByForeignKey?.(exampleToken, repository);
      assert.ok(encryptedToken);
      await refusalOf(decryptor, { ...repository, encryptedToken }, "a value of a foreign key");
    },
  },
];
