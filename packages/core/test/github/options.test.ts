import { createGitHubClient } from "@ghsync/core";
import { expect, test } from "vitest";
import { createClient, rejectionOf, tracked } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

test.each([
  ["baseUrl", "ghe.example.com/api/v3"],
  ["baseUrl", "ftp://ghe.example.com"],
  ["baseUrl", ""],
  ["requestTimeoutMs", 0],
  ["requestTimeoutMs", -1],
  ["requestTimeoutMs", Number.NaN],
  ["requestTimeoutMs", Number.POSITIVE_INFINITY],
  ["maxResponseBytes", 0],
  ["maxResponseBytes", 1.5],
  ["maxResponseBytes", Number.POSITIVE_INFINITY],
  ["retries", -1],
  ["retries", Number.NaN],
  ["retries", Number.POSITIVE_INFINITY],
  ["retries", 1.5],
])("config_invalid: %s may not be %j", async (option, value) => {
  const error = await rejectionOf(createClient({ [option]: value }));
  expect(error).toMatchObject({ code: "config_invalid", retryable: false });
  expect((error as Error).message).toContain(option);
});

test("config_invalid: an invalid repository name, before the decryptor is called", async () => {
  let asked = false;
  const decryptor = {
    decrypt: async () => {
      asked = true;
      return { credentialId: "me", token: "x" };
    },
  };
  const fullName = "https://github.com/o/r";
  const error = await rejectionOf(createGitHubClient({ ...tracked, fullName }, decryptor));
  expect(error).toMatchObject({ code: "config_invalid", userActionable: true });
  expect(asked).toBe(false);
});

test.each([1500.5, 2 ** 31, 1e15])(
  "a time limit of %d ms is accepted",
  async (requestTimeoutMs) => {
    const { fetch } = scriptedFetch(() => json({ id: 1 }));
    const client = await createClient({ fetch, requestTimeoutMs });
    expect((await client.get("/repositories/1")).data).toEqual({ id: 1 });
  },
);
