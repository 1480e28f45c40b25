import { randomBytes } from "node:crypto";
import {
  createAesGcmDecryptor,
  createFernetDecryptor,
  createPlaintextDecryptor,
  firstMatch,
  type RecognisingDecryptor,
} from "@ghsync/core";
import { expect, test } from "vitest";
import { tracked } from "../support/client.ts";
import { encryptByFernet } from "./fernet-subject.ts";

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

test("the first decryptor that recognises the value decrypts it", async () => {
  expect(await decrypt("b1")).toMatchObject({ credentialId: "b" });
  expect(await decrypt("a1")).toMatchObject({ credentialId: "a" });
  expect(await decrypt("c1")).toMatchObject({ credentialId: "the rest" });
});

test("if the chosen decryptor fails, the others are not tried", async () => {
  await expect(decrypt("abroken")).rejects.toThrow("a failed");
});

test("a value that no decryptor recognises is token_undecryptable, and so is a missing one", async () => {
  const two = firstMatch([decryptorOf("a"), decryptorOf("b")]);
  const refusal = { code: "token_undecryptable", userActionable: true };
  for (const value of ["c1", "", null])
    await expect(decrypt(value, two)).rejects.toMatchObject(refusal);
  await expect(decrypt(null)).rejects.toMatchObject(refusal);
  expect(["a1", "b1", "c1"].map(two.recognises)).toEqual([true, true, false]);
});

const token = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";

/** Three kinds of decryptors, their values of one token, and the name that each gives it. */
function createMove() {
  const aes = createAesGcmDecryptor({ keys: { k: randomBytes(32) }, currentKeyId: "k" });
  const fernetKey = randomBytes(32);
  const fernet = createFernetDecryptor({ keys: [fernetKey] });
  const plaintext = createPlaintextDecryptor({ env: {} });
  const values = [token, encryptByFernet(fernetKey, token), aes.encrypt(token, tracked)];
  const namesBy = (decryptor: RecognisingDecryptor) =>
    Promise.all(values.map(async (value) => (await decrypt(value, decryptor)).credentialId));
  return { aes, fernet, plaintext, namesBy };
}

test("a token has one name whichever decryptor decrypts it, from the first with a key", async () => {
  const { aes, fernet, plaintext, namesBy } = createMove();
  const byAes = Array(3).fill(aes.credentialIdOf?.(token));
  const byFernet = Array(3).fill(fernet.credentialIdOf?.(token));
  expect(byAes).not.toEqual(byFernet);
  expect(await namesBy(firstMatch([aes, fernet, plaintext]))).toEqual(byAes);
  expect(await namesBy(firstMatch([plaintext, aes, fernet]))).toEqual(byAes);
  expect(await namesBy(firstMatch([fernet, aes, plaintext]))).toEqual(byFernet);
  expect(await namesBy(firstMatch([firstMatch([fernet, plaintext]), aes]))).toEqual(byFernet);
  expect(await namesBy(firstMatch([aes, firstMatch([fernet, plaintext])]))).toEqual(byAes);
});

test("a decryptor that names its credentials in another way still does so", async () => {
  const { aes } = createMove();
  const decryptor = firstMatch([aes, decryptorOf("b", "installation:42")]);
  expect(await decrypt("b1", decryptor)).toMatchObject({ credentialId: "installation:42" });
});
