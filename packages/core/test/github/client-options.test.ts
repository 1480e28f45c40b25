import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createClientOf, rejectionOf } from "../support/client.ts";

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
  ])("are refused at construction, with the name: %o", async (options) => {
    await expect(createClientOf(createFakeGitHub(), options)).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining(Object.keys(options).join()),
    });
  });

  it.each([
    "https://svc:hunter2@ghe.example.com/api/v3",
    "https://hunter2@ghe.example.com/api/v3",
    "svc:hunter2@ghe.example.com/api/v3",
    "https://ghe.example.com/api/v3?key=hunter2",
    "https://ghe.example.com/api/v3#hunter2",
  ])("I11: may hold no secret in baseUrl, and the error repeats none: %s", async (baseUrl) => {
    const error = await rejectionOf(createClientOf(createFakeGitHub(), { baseUrl }));
    expect(error).toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining("baseUrl must be"),
    });
    expect(String(error)).not.toContain("hunter2");
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
