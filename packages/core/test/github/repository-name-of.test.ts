import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repositoryNameOf } from "../../src/github/repository-name.ts";

const enterprise = "https://ghe.example.com/api/v3";

/** What a person may enter, and for which API it means `octokit/core.js`. */
const meant: readonly (readonly [input: string, baseUrl?: string])[] = [
  ["octokit/core.js"],
  ["octokit/core.js.git"],
  [" octokit/core.js\n"],
  ["https://github.com/octokit/core.js"],
  ["https://github.com/octokit/core.js.git"],
  ["http://www.github.com/octokit/core.js/"],
  ["HTTPS://GitHub.com/octokit/core.js"],
  ["https://github.com:443/octokit/core.js"],
  ["https://github.com//octokit/core.js//"],
  ["github.com/octokit/core.js"],
  ["https://github.com/octokit/core.js/pulls?q=is%3Aopen#top"],
  ["https://github.com/octokit/core.js/pull/12"],
  ["https://github.com/octokit/core.js/pull/12/files"],
  ["https://github.com/octokit/core.js/tree/main/src"],
  ["https://user:secret@github.com/octokit/core.js.git"],
  ["https://api.github.com/repos/octokit/core.js"],
  ["https://api.github.com/repos/octokit/core.js/pulls"],
  ["git@github.com:octokit/core.js.git"],
  ["git@github.com:octokit/core.js"],
  ["org-123@github.com:octokit/core.js.git"],
  ["ssh://git@github.com/octokit/core.js.git"],
  ["ssh://git@github.com:22/octokit/core.js.git"],
  ["ssh://git@ssh.github.com:443/octokit/core.js.git"],
  ["git://github.com/octokit/core.js.git"],
  ["git+https://github.com/octokit/core.js.git"],
  ["git+ssh://git@github.com/octokit/core.js.git"],
  ["https://github.com/octokit/core.js", "https://api.github.com/"],
  ["https://ghe.example.com/octokit/core.js/pull/12", enterprise],
  ["https://ghe.example.com/octokit/core.js", `${enterprise}/`],
  ["https://ghe.example.com/api/v3/repos/octokit/core.js", enterprise],
  ["git@ghe.example.com:octokit/core.js.git", enterprise],
  ["ssh://git@ghe.example.com:122/octokit/core.js.git", enterprise],
  ["https://ghe.example.com:8443/octokit/core.js", "https://ghe.example.com:8443/api/v3"],
  ["git@ghe.example.com:octokit/core.js.git", "https://ghe.example.com:8443/api/v3"],
  ["https://octo.ghe.com/octokit/core.js", "https://api.octo.ghe.com"],
];

const onAnotherHost: readonly (readonly [input: string, host: string, baseUrl?: string])[] = [
  ["https://gitlab.com/octokit/core.js", "gitlab.com"],
  ["gitlab.com/octokit/core.js", "gitlab.com"],
  ["git@gitlab.com:octokit/core.js.git", "gitlab.com"],
  ["https://gist.github.com/octokit/core.js", "gist.github.com"],
  ["https://github.com.evil.example/octokit/core.js", "github.com.evil.example"],
  ["https://github.com@evil.example/octokit/core.js", "evil.example"],
  ["https://ghe.example.com/octokit/core.js", "ghe.example.com"],
  ["https://github.com/octokit/core.js", "github.com", enterprise],
  [
    "https://ghe.example.com/octokit/core.js",
    "ghe.example.com",
    "https://ghe.example.com:1/api/v3",
  ],
];

/**
 * One argument per case: for tuples with an optional part, the types of `it.each` lose the order.
 */
const asOne = <Case extends readonly unknown[]>(given: Case): [Case] => [given];

describe("the repository name that a person enters", () => {
  it.each(meant.map(asOne))("as %j is octokit/core.js", ([input, baseUrl]) => {
    expect(repositoryNameOf(input, baseUrl)).toBe("octokit/core.js");
  });

  it.each(onAnotherHost.map(asOne))(
    "as %j is refused, with its host and what to do",
    ([input, host, baseUrl]) => {
      expect(() => repositoryNameOf(input, baseUrl)).toThrow(
        expect.objectContaining({
          code: "config_invalid",
          userActionable: true,
          message: expect.stringMatching(
            `is on ${host}, and this sync reads \\S+: write owner/name .* or set github.baseUrl`,
          ),
        }),
      );
    },
  );

  it.each([
    "",
    "octokit",
    ".git",
    "octokit/.git",
    "octokit/core.js/issues",
    "octokit/core.js?x=1",
    "https://github.com",
    "https://github.com/octokit",
    "https://github.com/octokit/..",
    "https://github.com/octokit/%2e%2e/core.js",
    "https://github.com/orgs/octokit/repositories",
    "https://github.com/settings/tokens",
    "https://github.com/marketplace/octokit",
    "https://",
    "ftp://github.com/octokit/core.js",
    "file:///octokit/core.js",
    `https://github.com/octokit/${"a".repeat(3000)}`,
  ])("as %j is refused", (input) => {
    expect(() => repositoryNameOf(input)).toThrow(/is not a repository name: write owner\/name/);
  });

  it.each([undefined, null, 5, {}])("as %j is refused, whatever the types say", (input) => {
    expect(() => repositoryNameOf(input as never)).toThrow(
      expect.objectContaining({ code: "config_invalid" }),
    );
  });

  it.each([
    "https://user:secret@gitlab.com/octokit/core.js",
    "https://secret@gitlab.com/octokit/core.js",
    "https://user:secret@[/octokit/core.js",
    "https://github.com/octokit?token=secret",
    "secret@gitlab.com:octokit/core.js",
    "https://user:se@secret@github.com/octokit",
  ])("as %j is refused without the secret", (input) => {
    expect(() => repositoryNameOf(input)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("secret") }),
    );
  });

  it("always becomes a name that leads to no other path", () => {
    const part = fc.stringMatching(/^[\w.%/@:?#-]{0,30}$/);
    const texts = fc.oneof(
      fc.string(),
      part,
      part.map((path) => `https://github.com/${path}`),
      part.map((path) => `git@github.com:${path}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let name: string;
        try {
          name = repositoryNameOf(text);
        } catch (error) {
          expect(error).toMatchObject({ code: "config_invalid" });
          return;
        }
        expect(new URL(`/repos/${name}`, "https://x").pathname).toBe(`/repos/${name}`);
        expect(name.split("/")).toHaveLength(2);
        expect(repositoryNameOf(name)).toBe(name);
      }),
    );
  });
});
