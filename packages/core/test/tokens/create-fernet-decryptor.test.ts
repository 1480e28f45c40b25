import { randomBytes } from "node:crypto";
import { createFernetDecryptor } from "@ghsync/core";
import { expect, test } from "vitest";
import { tracked } from "../support/client.ts";
import { encryptByFernet, signByFernet } from "./fernet-subject.ts";

// https://github.com/fernet/spec, verify.json
const vector = {
  token:
    "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==",
  secret: "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=",
};

const decrypt = (key: string | Buffer, encryptedToken: string) =>
  createFernetDecryptor({ keys: [key] }).decrypt({ ...tracked, encryptedToken }, {});

test("the specification's token is decrypted, with its padding and without", async () => {
  expect(await decrypt(vector.secret, vector.token)).toMatchObject({ token: "hello" });
  const unpadded = vector.token.replaceAll("=", "");
  expect(await decrypt(vector.secret, unpadded)).toMatchObject({ token: "hello" });
});

test("a value of Python's cryptography 48 is decrypted", async () => {
  const value =
    "gAAAAABrA90_OKl3YVhTEnMj2kutufWl6XZ2Ip1pyOTb2qFW7xo6l-nT-TMjVKBxGo0nlInc4uvHlZeObEEcWgFCEk7FAi5ZnA==";
  const key = "Q0Tl1MDl-vsGmCYkkbUsyKCAEc-w_5zJwa6P4M2RRuA=";
  expect(await decrypt(key, value)).toMatchObject({ token: "ghp_fromPython" });
});

test("a token of any age is decrypted, and recognised by its format", async () => {
  const key = randomBytes(32);
  const { recognises } = createFernetDecryptor({ keys: [key] });
  expect(await decrypt(key, encryptByFernet(key, "ghp_old"))).toMatchObject({ token: "ghp_old" });
  expect([vector.token, encryptByFernet(key, "x"), "ghs1.k1.a.b", "ghp_x"].map(recognises)).toEqual(
    [true, true, false, false],
  );
});

test("a signed value that is not a token is refused", async () => {
  const key = randomBytes(32);
  const head = Buffer.concat([Buffer.of(0x80), Buffer.alloc(24)]);
  const wrong = {
    "another version": encryptByFernet(key, "ghp_x", { version: 0x81 }),
    "a few bytes": Buffer.of(0x80, 0, 0).toString("base64"),
    "no ciphertext": signByFernet(key, [head]),
    "half a block": signByFernet(key, [head, Buffer.alloc(24)]),
    "a padding of no length": signByFernet(key, [head, Buffer.alloc(16)]),
    "not base64": `%${vector.token.slice(1)}`,
  };
  for (const [what, value] of Object.entries(wrong)) {
    await expect(decrypt(key, value), what).rejects.toMatchObject({
      code: "token_undecryptable",
      userActionable: true,
      retryable: false,
    });
  }
});

test.each([
  ["no key", []],
  ["a key that is not there", [undefined]],
  ["a short key", [vector.secret.slice(4)]],
])("%s is config_invalid", (_, keys) => {
  expect(() => createFernetDecryptor({ keys })).toThrowError(
    expect.objectContaining({ code: "config_invalid" }),
  );
});
