import { inspect } from "node:util";
import { createAesGcmDecryptor, GhsyncError } from "@ghsync/core";
import { describe, expect, test } from "vitest";
import { tracked } from "../support/client.ts";
import { createFernetSubject } from "./fernet-subject.ts";

const key = "b2xkIGtleSwgb2xkIGtleSwgb2xkIGtleSwgb2xkIGs=";
const newKey = "bmV3IGtleSwgbmV3IGtleSwgbmV3IGtleSwgbmV3IGs=";
const token = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";

const old = createAesGcmDecryptor({ keys: { old: key }, currentKeyId: "old" });
const both = createAesGcmDecryptor({ keys: { old: key, new: newKey }, currentKeyId: "new" });

test("a value is ghs1, key id, IV, and ciphertext with tag, in base64url", () => {
  const parts = old.encrypt(token, tracked).split(".");
  expect(parts.slice(0, 2)).toEqual(["ghs1", "old"]);
  const [iv, sealed] = parts.slice(2).map((part) => Buffer.from(part, "base64url"));
  expect(iv).toHaveLength(12);
  expect(sealed).toHaveLength(token.length + 16);
  expect(parts).toHaveLength(4);
});

test("a value of an earlier release is decrypted with its key, for its repository", async () => {
  const encryptedToken =
    "ghs1.old.ukh3Tb0RE_aklvMR.UbEAMZq3VEHScdt0DuieLlRkAzrABjzFapvCn4fdqFKiiCoYPf7ck7G-5WEpXR0IX0eSNxpa_08";
  expect(await old.decrypt({ ...tracked, encryptedToken }, {})).toEqual({
    token,
    credentialId: "token:1Gjd1vsxbK55guo0KJzD_Q",
  });
});

test.each([
  ["no repository", undefined],
  ["null", null],
  ["its name", "o/r"],
  ["an object without id", {}],
  ["an empty id", { id: "" }],
  ["a number for an id", { id: 1 }],
])("a token is not encrypted for anything but a tracked repository: %s", (_, repository) => {
  const encrypt = () => old.encrypt(token, repository as typeof tracked);
  expect(encrypt).toThrow(
    expect.objectContaining({
      code: "config_invalid",
      message: expect.stringContaining("pass what trackRepository returned"),
    }),
  );
  expect(encrypt).not.toThrow(token);
});

test("a value has one spelling: any other is token_undecryptable", async () => {
  const value = old.encrypt(token, tracked);
  const [version = "", id, iv, sealed] = value.split(".");
  const others = [
    `${value}.AAAA`,
    `${value}=`,
    `${value}\n`,
    ` ${value}`,
    value.toUpperCase(),
    [version, id, `${iv}==`, sealed].join("."),
    [version, id, "", sealed].join("."),
    [version, id, iv, ""].join("."),
    [version, id, iv].join("."),
    // The last character holds six bits, and only four of them count for 56 bytes.
    value.slice(0, -1) + String.fromCharCode(value.charCodeAt(value.length - 1) + 1),
  ];
  for (const encryptedToken of others) {
    const refused = old.decrypt({ ...tracked, encryptedToken }, {});
    await expect(refused, encryptedToken).rejects.toMatchObject({ code: "token_undecryptable" });
  }
});

test.each([
  ["32 bytes", Buffer.from(key, "base64")],
  ["a Uint8Array", new Uint8Array(Buffer.from(key, "base64"))],
  ["base64 without padding", key.replace("=", "")],
  ["the URL-safe alphabet", Buffer.from(key, "base64").toString("base64url")],
])("a key may be %s, and is copied", async (_, given) => {
  const same = createAesGcmDecryptor({ keys: { old: given }, currentKeyId: "old" });
  if (typeof given !== "string") given.fill(0);
  const encryptedToken = same.encrypt(token, tracked);
  expect(await old.decrypt({ ...tracked, encryptedToken }, {})).toMatchObject({ token });
});

describe("wrong options are config_invalid, and the error shows no key", () => {
  const short = Buffer.from(key, "base64").subarray(1);
  test.each([
    ["a key of 31 bytes", { k: short }, "k", "keys.k"],
    ["a base64 key of 31 bytes", { k: short.toString("base64") }, "k", "keys.k"],
    ["a key with a stray character", { k: `${key.slice(0, 20)} ${key.slice(20)}` }, "k", "keys.k"],
    ["a key with a line break", { k: `${key}\n` }, "k", "keys.k"],
    ["a key that is not there", { k: undefined }, "k", "keys.k"],
    ["a second key that is wrong", { k: key, l: "" }, "k", "keys.l"],
    ["a current key that is not in the ring", { k: key }, "l", "currentKeyId"],
    ["no key at all", {}, "k", "currentKeyId"],
    ["a key id with a dot", { "k.1": key }, "k.1", "The id of key 1"],
    ["a key for a key id", { k: key, [key]: key }, "k", "The id of key 2"],
    ["an empty key id", { "": key }, "", "The id of key 1"],
  ])("%s", (_, keys, currentKeyId, named) => {
    let error: unknown;
    try {
      createAesGcmDecryptor({ keys, currentKeyId });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: "config_invalid" });
    const shown = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect(shown).toContain(named);
    for (const part of [key.slice(0, 12), short.toString("base64").slice(0, 12)]) {
      expect(shown).not.toContain(part);
    }
  });
});

test("a printed decryptor shows no key", () => {
  const shown = inspect(both, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  for (const secret of [key, newKey].map((text) => Buffer.from(text, "base64"))) {
    expect(shown).not.toContain(secret.toString("utf8").slice(0, 8));
    expect(shown).not.toContain(secret.toString("hex").slice(0, 8));
    expect(shown).not.toContain(secret.toString("base64").slice(0, 8));
  }
});

test.each(["", " ", `${token}\n`, `${token} `, "ghp_ä"])(
  "a token that no header can hold is not encrypted: %j",
  (wrong) => {
    expect(() => old.encrypt(wrong, tracked)).toThrowError(
      expect.objectContaining({ code: "config_invalid", userActionable: true }),
    );
  },
);

describe("a change of keys", () => {
  test("decrypts with the old keys and encrypts with the new one", async () => {
    const encryptedToken = old.encrypt(token, tracked);
    expect(await both.decrypt({ ...tracked, encryptedToken }, {})).toMatchObject({ token });
    expect(both.needsRotation(encryptedToken)).toBe(true);
    expect(old.needsRotation(encryptedToken)).toBe(false);
    expect(both.needsRotation(both.encrypt(token, tracked))).toBe(false);
  });

  test("refuses a value whose key id was changed, even if both ids name the same key", async () => {
    const twice = createAesGcmDecryptor({ keys: { old: key, new: key }, currentKeyId: "new" });
    const encryptedToken = old.encrypt(token, tracked).replace(".old.", ".new.");
    const refused = twice.decrypt({ ...tracked, encryptedToken }, {});
    await expect(refused).rejects.toMatchObject({ code: "token_undecryptable" });
  });

  test("needs rotation for values of other formats too", () => {
    const fernet = createFernetSubject().encrypt(token);
    expect([fernet, token, "", "ghs1.new.x"].map(both.needsRotation)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test("keeps the credential ids of the current key", async () => {
    const asked = [old, both].map(({ encrypt }) => encrypt(token, tracked));
    const credentials = asked.map((encryptedToken) =>
      both.decrypt({ ...tracked, encryptedToken }, {}),
    );
    const [one, other] = await Promise.all(credentials);
    expect(one?.credentialId).toBe(other?.credentialId);
    const before = await old.decrypt({ ...tracked, encryptedToken: asked[0] ?? null }, {});
    expect(one?.credentialId).not.toBe(before.credentialId);
  });

  test("names the existing keys in the error for a removed one, but not the removed one", async () => {
    const encryptedToken = both.encrypt(token, tracked);
    const refused = old.decrypt({ ...tracked, encryptedToken }, {});
    await expect(refused).rejects.toThrow("a key that is not in keys, which holds old.");
    await expect(refused).rejects.toMatchObject({
      code: "token_undecryptable",
      userActionable: true,
      retryable: false,
    });
    await expect(refused).rejects.toBeInstanceOf(GhsyncError);
  });
});
