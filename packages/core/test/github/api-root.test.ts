import { expect, it } from "vitest";
import { apiRootOf } from "../../src/github/octokit.ts";

it.each([
  [undefined, "https://api.github.com"],
  ["https://api.github.com/", "https://api.github.com"],
  ["https://GHE.example.com:443/api/v3/", "https://ghe.example.com/api/v3"],
  ["http://localhost:3000", "http://localhost:3000"],
])("names the API at %s as %s", (baseUrl, root) => {
  expect(apiRootOf(baseUrl)).toBe(root);
});

it("I11: contains no user name, password or query", () => {
  const root = apiRootOf("https://svc:hunter2@ghe.example.com/api/v3?key=hunter2");
  expect(root).toBe("https://ghe.example.com/api/v3");
});
