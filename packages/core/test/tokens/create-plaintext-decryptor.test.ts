import { createPlaintextDecryptor } from "@ghsync/core";
import { expect, test, vi } from "vitest";
import { tracked } from "../support/client.ts";

const refusal = expect.objectContaining({ code: "config_invalid" });

test("createPlaintextDecryptor refuses production, unless the host allows it", async () => {
  const env = { NODE_ENV: "production" };
  expect(() => createPlaintextDecryptor({ env })).toThrowError(refusal);
  expect(() => createPlaintextDecryptor({ env, allowInProduction: false })).toThrowError(refusal);
  const meant = createPlaintextDecryptor({ env, allowInProduction: true });
  const credential = await meant.decrypt({ ...tracked, encryptedToken: "ghp_x" }, {});
  expect(credential).toMatchObject({ token: "ghp_x" });
});

test("createPlaintextDecryptor uses the process's environment by default", () => {
  vi.stubEnv("NODE_ENV", "production");
  expect(() => createPlaintextDecryptor()).toThrowError(refusal);
  vi.stubEnv("NODE_ENV", "development");
  expect(createPlaintextDecryptor()).toHaveProperty("decrypt");
  vi.unstubAllEnvs();
});

test("createPlaintextDecryptor recognises GitHub's tokens, and no encrypted value", () => {
  const { recognises } = createPlaintextDecryptor({ env: {} });
  const tokens = ["ghp_a", "gho_a", "ghs_a.b", "github_pat_a", "0123456789".repeat(4)];
  expect(tokens.filter(recognises)).toEqual(tokens);
  const others = ["", "ghs1.k.a.b", "gAAAAABl", "0123456789".repeat(5), "token ghp_a"];
  expect(others.filter(recognises)).toEqual([]);
});
