import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkNext } from "../../src/github/list-pages.ts";
import { parseRepositoryName } from "../../src/github/repository-name.ts";
import { backoffMs } from "../../src/github/retry.ts";

describe("the wait between tries", () => {
  const random = fc.double({ min: 0, max: 0.999, noNaN: true });

  it("is between half its ceiling and all of it, and never above the most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), random, (attempt, chance) => {
        const ms = backoffMs(attempt, chance);
        const ceiling = Math.min(60_000, 1000 * 2 ** (attempt - 1));
        expect(ms).toBeGreaterThanOrEqual(ceiling / 2);
        expect(ms).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  it("grows from try to try, until it is at the most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), random, (attempt, chance) => {
        expect(backoffMs(attempt + 1, chance)).toBeGreaterThan(backoffMs(attempt, chance));
      }),
    );
    expect(backoffMs(3, 0, { baseMs: 10, maxMs: 20 })).toBe(10);
  });
});

describe("a repository name", () => {
  const characters = [..."abcXYZ019-_."];
  const rest = fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 100 });

  it("is taken apart at its slash", () => {
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

  it.each([undefined, null, 5, {}])("is not %j, whatever the types say", (name) => {
    expect(() => parseRepositoryName(name as never)).toThrow(
      expect.objectContaining({ code: "config_invalid" }),
    );
  });

  it("never lets anything into a path that leads elsewhere", () => {
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

describe("the next page's link", () => {
  const next = "https://api.github.com/repositories/1/issues?after=Y3Vyc29y&per_page=100";

  it.each([
    ["alone", `<${next}>; rel="next"`],
    ["behind others", `<https://x/?page=1>; rel="prev", <${next}>; rel="next"`],
    ["before others", `<${next}>; rel="next", <https://x/?page=9>; rel="last"`],
    ["beside a deprecation", `<https://docs.github.com>; rel="deprecation", <${next}>; rel="next"`],
    ["without a space", `<${next}>;rel="next"`],
    ["without quotes", `<${next}>; rel=next, <https://x/?page=9>; rel=last`],
    ["in single quotes", `<${next}>; rel='next'`],
    ["behind another parameter", `<${next}>; title="Page 2"; rel="next"`],
    ["in capitals", `<${next}>; REL="Next"`],
    ["behind a space", `<${next}> ; rel = "next"`],
    ["that is the last page, too", `<${next}>; rel="last next"`],
  ])("is found %s", (_, link) => {
    expect(linkNext(link)).toBe(next);
  });

  it.each([
    ["an empty header", ""],
    ["another parameter", '<https://x/?page=2>; title="next"'],
    ["a deprecation alone", '<https://docs.github.com>; rel="deprecation"; type="text/html"'],
    ["the last page", '<https://x/?page=1>; rel="prev", <https://x/?page=1>; rel="first"'],
  ])("is absent from %s", (_, link) => {
    expect(linkNext(link)).toBeUndefined();
  });
});
