import { createHash, randomUUID } from "node:crypto";
import type { Credential, TrackedRepository } from "@ghsync/core";
import { type BrokenDecryptor, decryptsBy, type WholeSubject } from "../broken-decryptor.ts";

const same = "A credential's id is the same whenever its token is, in any repository";
const two = "Two tokens have two credential ids";
const shows = "A credential's id shows no part of its token";
const thrown = "What is thrown shows neither the value nor the token";

/** Names credentials in another way. */
function naming(nameOf: (token: string, repository: TrackedRepository) => string) {
  return ({ decryptor }: WholeSubject) =>
    decryptsBy(async (repository, options) => {
      const credential = await decryptor.decrypt(repository, options);
      if (!("token" in credential)) return credential;
      return { ...credential, credentialId: nameOf(credential.token, repository) };
    });
}

/** Throws something else. */
function throwing(errorOf: (repository: TrackedRepository, cause: unknown) => unknown) {
  return ({ decryptor }: WholeSubject) =>
    decryptsBy((repository, options) =>
      decryptor
        .decrypt(repository, options)
        .catch((cause: unknown): Promise<Credential> => Promise.reject(errorOf(repository, cause))),
    );
}

export const brokenSecrecy: readonly BrokenDecryptor[] = [
  { bug: "names credentials at random", breaks: naming(() => randomUUID()), fails: [same] },
  { bug: "has no names for credentials", breaks: naming(() => ""), fails: [same, two] },
  {
    bug: "names credentials by their repository",
    breaks: naming((_, { id }) => `repository:${id}`),
    fails: [same, two],
  },
  {
    bug: "names credentials by their stored value",
    breaks: naming((_, { encryptedToken }) =>
      createHash("sha256").update(String(encryptedToken)).digest("hex"),
    ),
    fails: [same],
  },
  { bug: "has one name for all credentials", breaks: naming(() => "token"), fails: [two] },
  {
    bug: "names a credential by the token's last eight characters",
    breaks: naming((token) => `token:...${token.slice(-8)}`),
    fails: [shows],
  },
  {
    bug: "names a credential by the token in base64",
    breaks: naming((token) => Buffer.from(`name:${token}`).toString("base64url")),
    fails: [shows],
  },
  {
    bug: "names a credential by the token in hex",
    breaks: naming((token) => Buffer.from(token).toString("hex")),
    fails: [shows],
  },
  {
    bug: "quotes the value in what it throws",
    breaks: throwing(({ encryptedToken }) => new Error(`Refused: ${encryptedToken}`)),
    fails: [thrown],
  },
  {
    bug: "throws with the repository beside the message",
    breaks: throwing((repository) => Object.assign(new Error("Refused."), { repository })),
    fails: [thrown],
  },
  {
    bug: "keeps the value in the cause of what it throws",
    breaks: throwing(
      ({ encryptedToken }) => new Error("Refused.", { cause: new Error(String(encryptedToken)) }),
    ),
    fails: [thrown],
  },
  {
    bug: "shows the token of a value that belongs to another repository",
    breaks: ({ decryptor, encrypt }) => {
      const tokens = new Map<string | null, string>();
      return {
        async encrypt(token, repository) {
          const value = await encrypt(token, repository);
          tokens.set(value, token);
          return value;
        },
        ...throwing(({ encryptedToken }) => {
          const token = tokens.get(encryptedToken);
          const hidden = token && Buffer.from(token).toString("base64");
          return new Error("Refused.", { cause: { hidden } });
        })({ decryptor, encrypt, encryptByForeignKey: encrypt }),
      };
    },
    fails: [thrown],
  },
];
