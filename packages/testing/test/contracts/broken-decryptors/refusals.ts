import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type BrokenDecryptor, decryptsBy } from "../broken-decryptor.ts";

const without = "A repository without a value has no token";
const unknownForm = "A value of no known form is refused, a token in clear text among them";
const changed = "A value that is changed in any character is refused";
const shortened =
  "A value that is cut short anywhere is refused, and so is one with more behind it";
const moved = "A value that was encrypted for another repository is refused";
const foreign = "A value of a key that is not here is refused";

const cipher = "aes-256-ctr";

export const brokenRefusals: readonly BrokenDecryptor[] = [
  {
    bug: "returns a token of its own where there is none",
    breaks: ({ decryptor }) =>
      decryptsBy(async (repository, options) =>
        repository.encryptedToken?.trim()
          ? decryptor.decrypt(repository, options)
          : { credentialId: "default", token: "ghp_default" },
      ),
    fails: [without],
  },
  {
    bug: "takes what is not encrypted for the token",
    breaks: ({ decryptor }) =>
      decryptsBy(async (repository, options) => {
        const { encryptedToken } = repository;
        return encryptedToken?.startsWith("ghp_")
          ? { credentialId: "clear", token: encryptedToken }
          : decryptor.decrypt(repository, options);
      }),
    fails: [unknownForm],
  },
  {
    bug: "encrypts without authentication",
    breaks: () => {
      const key = randomBytes(32);
      return {
        encrypt(token) {
          const iv = randomBytes(16);
          const sealed = createCipheriv(cipher, key, iv).update(token);
          return Buffer.concat([iv, sealed]).toString("base64");
        },
        ...decryptsBy(async ({ encryptedToken }) => {
          const bytes = Buffer.from(encryptedToken ?? "", "base64");
          if (bytes.length <= 16) throw new Error("That is too short.");
          const opening = createDecipheriv(cipher, key, bytes.subarray(0, 16));
          const token = opening.update(bytes.subarray(16)).toString();
          return { credentialId: "me", token };
        }),
      };
    },
    fails: [unknownForm, changed, shortened, moved, foreign],
  },
  {
    bug: "looks no further than the value's first twenty characters",
    breaks: ({ decryptor, encrypt }) => {
      const values = new Map<string, string>();
      return {
        async encrypt(token, repository) {
          const value = await encrypt(token, repository);
          values.set(value.slice(0, 20), value);
          return value;
        },
        ...decryptsBy((repository, options) => {
          const start = repository.encryptedToken?.slice(0, 20) ?? "";
          const encryptedToken = values.get(start) ?? repository.encryptedToken;
          return decryptor.decrypt({ ...repository, encryptedToken }, options);
        }),
      };
    },
    fails: [changed, shortened],
  },
  {
    bug: "overlooks what follows the value",
    breaks: ({ decryptor, encrypt }) => {
      let length = 0;
      return {
        async encrypt(token, repository) {
          const value = await encrypt(token, repository);
          length = value.length;
          return value;
        },
        ...decryptsBy((repository, options) => {
          const encryptedToken = repository.encryptedToken?.slice(0, length) ?? null;
          return decryptor.decrypt({ ...repository, encryptedToken }, options);
        }),
      };
    },
    fails: [shortened],
  },
  {
    bug: "overlooks the first character of a value",
    breaks: ({ decryptor }) =>
      decryptsBy((repository, options) => {
        const { encryptedToken } = repository;
        const repaired = encryptedToken?.replace(/^.(?=hs1)/, "g") ?? null;
        return decryptor.decrypt({ ...repository, encryptedToken: repaired }, options);
      }),
    fails: [changed],
  },
  {
    bug: "binds a value to no repository",
    breaks: ({ decryptor, encrypt }) => ({
      encrypt: (token, repository) => encrypt(token, { ...repository, id: "any" }),
      ...decryptsBy((repository, options) =>
        decryptor.decrypt({ ...repository, id: "any" }, options),
      ),
    }),
    fails: [moved],
  },
  {
    bug: "binds a value to the first character of an id",
    breaks: ({ decryptor, encrypt }) => ({
      encrypt: (token, repository) =>
        encrypt(token, { ...repository, id: repository.id.charAt(0) }),
      ...decryptsBy((repository, options) =>
        decryptor.decrypt({ ...repository, id: repository.id.charAt(0) }, options),
      ),
    }),
    fails: [moved],
  },
  {
    bug: "asks another service about the keys that it does not have",
    breaks: ({ decryptor, encryptByForeignKey }) => {
      const tokens = new Map<string | null, string>();
      return {
        async encryptByForeignKey(token, repository) {
          const value = await encryptByForeignKey(token, repository);
          tokens.set(value, token);
          return value;
        },
        ...decryptsBy(async (repository, options) => {
          const token = tokens.get(repository.encryptedToken);
          return token === undefined
            ? decryptor.decrypt(repository, options)
            : { credentialId: "service", token };
        }),
      };
    },
    fails: [foreign],
  },
  {
    bug: "throws nothing that is an error",
    breaks: ({ decryptor }) =>
      decryptsBy((repository, options) =>
        decryptor.decrypt(repository, options).catch(() => Promise.reject("refused")),
      ),
    fails: [without, unknownForm, changed, shortened, moved, foreign],
  },
];
