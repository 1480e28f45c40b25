import { firstMatch, type RecognisingDecryptor } from "@ghsync/core";
import { expect, test } from "vitest";
import { tracked } from "../support/client.ts";

const decryptorOf = (prefix: string, credentialId = prefix): RecognisingDecryptor => ({
  recognises: (value) => value.startsWith(prefix),
  async decrypt({ encryptedToken }) {
    if (encryptedToken === `${prefix}broken`) throw new Error(`${credentialId} failed`);
    return { token: "x", credentialId };
  },
});

const matched = firstMatch([decryptorOf("a"), decryptorOf("b"), decryptorOf("", "the rest")]);
const decrypt = (encryptedToken: string | null, decryptor = matched) =>
  decryptor.decrypt({ ...tracked, encryptedToken }, {});

test("the first that recognises the value decrypts it", async () => {
  expect(await decrypt("b1")).toMatchObject({ credentialId: "b" });
  expect(await decrypt("a1")).toMatchObject({ credentialId: "a" });
  expect(await decrypt("c1")).toMatchObject({ credentialId: "the rest" });
});

test("what it says stands: where it fails, the others are not tried", async () => {
  await expect(decrypt("abroken")).rejects.toThrow("a failed");
});

test("what nobody recognises is token_undecryptable, and so is nothing", async () => {
  const two = firstMatch([decryptorOf("a"), decryptorOf("b")]);
  const refusal = { code: "token_undecryptable", userActionable: true };
  for (const value of ["c1", "", null])
    await expect(decrypt(value, two)).rejects.toMatchObject(refusal);
  await expect(decrypt(null)).rejects.toMatchObject(refusal);
  expect(["a1", "b1", "c1"].map(two.recognises)).toEqual([true, true, false]);
});
