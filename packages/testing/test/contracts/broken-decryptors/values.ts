import type { TrackedRepository } from "@ghsync/core";
import { type BrokenDecryptor, decryptsBy } from "../broken-decryptor.ts";
import { turn } from "../turn.ts";

const comesBack = "A token comes back as it was encrypted, whatever its form";
const again =
  "A value yields its token again and again, also after the repository got its id at GitHub and another name";
const atOnce = "Asked by many at once, it gives each repository its own token";
const showsNothing =
  "A stored value shows nothing of its token, and two values of one token differ";

export const brokenValues: readonly BrokenDecryptor[] = [
  {
    bug: "truncates tokens to 255 characters",
    breaks: ({ encrypt }) => ({
      encrypt: (token, repository) => encrypt(token.slice(0, 255), repository),
    }),
    fails: [comesBack],
  },
  {
    bug: "binds a value to the repository's name",
    breaks: ({ decryptor, encrypt }) => ({
      encrypt: (token, repository) => encrypt(token, { ...repository, id: repository.fullName }),
      ...decryptsBy((repository, options) =>
        decryptor.decrypt({ ...repository, id: repository.fullName }, options),
      ),
    }),
    fails: [again],
  },
  {
    bug: "takes each value once",
    breaks: ({ decryptor }) => {
      const taken = new Set<string | null>();
      return decryptsBy(async (repository, options) => {
        if (taken.has(repository.encryptedToken)) throw new Error("That was used before.");
        taken.add(repository.encryptedToken);
        return decryptor.decrypt(repository, options);
      });
    },
    fails: [again],
  },
  {
    bug: "has one place for the repository that it works on",
    breaks: ({ decryptor }) => {
      let current: TrackedRepository;
      return decryptsBy(async (repository, options) => {
        current = repository;
        await turn();
        return decryptor.decrypt(current, options);
      });
    },
    fails: [atOnce],
  },
  {
    bug: "takes base64 for encryption",
    breaks: () => ({
      encrypt: (token) => Buffer.from(`${Math.random()} ${token}`).toString("base64"),
      ...decryptsBy(async ({ encryptedToken }) => {
        const text = Buffer.from(encryptedToken ?? "", "base64").toString();
        return { credentialId: "me", token: text.slice(text.indexOf(" ") + 1) };
      }),
    }),
    fails: [showsNothing],
  },
  {
    bug: "draws the IV from the token",
    breaks: ({ encrypt }) => {
      const values = new Map<string, Promise<string>>();
      return {
        encrypt(token, repository) {
          const key = `${repository.id} ${token}`;
          const value = values.get(key) ?? Promise.resolve(encrypt(token, repository));
          values.set(key, value);
          return value;
        },
      };
    },
    fails: [showsNothing],
  },
];
