import { describe, expect, it } from "vitest";
import { linkNext } from "../../src/github/list-pages.ts";

describe("the next page's link", () => {
  const next = "https://api.github.com/repositories/1/issues?after=Y3Vyc29y&per_page=100";

  it.each([
    ["alone", `<${next}>; rel="next"`],
    ["after others", `<https://x/?page=1>; rel="prev", <${next}>; rel="next"`],
    ["before others", `<${next}>; rel="next", <https://x/?page=9>; rel="last"`],
    ["beside a deprecation", `<https://docs.github.com>; rel="deprecation", <${next}>; rel="next"`],
    ["without a space", `<${next}>;rel="next"`],
    ["without quotes", `<${next}>; rel=next, <https://x/?page=9>; rel=last`],
    ["in single quotes", `<${next}>; rel='next'`],
    ["after another parameter", `<${next}>; title="Page 2"; rel="next"`],
    ["in capitals", `<${next}>; REL="Next"`],
    ["after a space", `<${next}> ; rel = "next"`],
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
