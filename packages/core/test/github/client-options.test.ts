import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createClientOf } from "../support/client.ts";

describe("the client's options", () => {
  it.each([
    { requestTimeoutMs: 0 },
    { requestTimeoutMs: Number.NaN },
    { requestTimeoutMs: Number.POSITIVE_INFINITY },
    { retries: -1 },
    { retries: 0.5 },
    { baseUrl: "ghe.example.com/api/v3" },
    { baseUrl: "ftp://ghe.example.com" },
    { baseUrl: "" },
  ])("are refused at construction, and named: %o", async (options) => {
    await expect(createClientOf(createFakeGitHub(), options)).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining(Object.keys(options).join()),
    });
  });

  it.each([
    ["https://ghe.example.com/api/v3", "/api/v3/repos/acme/api", "/api/graphql"],
    ["https://ghe.example.com/api/v3/", "/api/v3/repos/acme/api", "/api/graphql"],
    ["https://api.acme.ghe.com", "/repos/acme/api", "/graphql"],
    ["https://api.github.com/", "/repos/acme/api", "/graphql"],
  ])("lead from %s to %s and %s", async (baseUrl, rest, graphql) => {
    const asked: string[] = [];
    const github = createFakeGitHub();
    github.intercept(({ path }) => {
      asked.push(path);
      return Response.json({ data: {} });
    });
    const client = await createClientOf(github, { baseUrl });
    await client.get("/repos/acme/api");
    await client.graphql("query { viewer { login } }", {});
    expect(asked).toEqual([rest, graphql]);
  });
});
