import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRepositoryName } from "../../src/github/repository-name.ts";

describe("a repository name", () => {
  const characters = [..."abcXYZ019-_."];
  const rest = fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 100 });

  it("a repository name is split at its slash", () => {
    const owner = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_"), maxLength: 38 });
    fc.assert(
      fc.property(owner, rest, (login, name) => {
        fc.pre(name !== "." && name !== "..");
        expect(parseRepositoryName(`a${login}/${name}`)).toEqual({ owner: `a${login}`, name });
      }),
    );
  });

  it.each([
    "",
    "o",
    "o/",
    "/r",
    "o/r/",
    "o//r",
    "o/r/x",
    "o/.",
    "o/..",
    "../r",
    "-o/r",
    "o /r",
    "o/r ",
    "o/r\n",
    "o/r?x=1",
    "o/r#1",
    "https://github.com/o/r",
    "git@github.com:o/r",
    "o%2Fr/x",
    `o/${"r".repeat(101)}`,
  ])("is not %j", (name) => {
    expect(() => parseRepositoryName(name)).toThrow(
      expect.objectContaining({ code: "config_invalid", userActionable: true }),
    );
  });

  it.each([undefined, null, 5, {}])(
    "a repository name is not %j, whatever the types say",
    (name) => {
      expect(() => parseRepositoryName(name as never)).toThrow(
        expect.objectContaining({ code: "config_invalid" }),
      );
    },
  );

  it("never creates a path that leads elsewhere", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let parsed: ReturnType<typeof parseRepositoryName>;
        try {
          parsed = parseRepositoryName(text);
        } catch {
          return;
        }
        const { pathname, search } = new URL(`/repos/${parsed.owner}/${parsed.name}`, "https://x");
        expect(pathname + search).toBe(`/repos/${text}`);
      }),
    );
  });
});
