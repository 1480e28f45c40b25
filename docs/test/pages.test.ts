import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./open-page.ts";

test("every page of docs/ has a test of its own, which runs its code blocks", () => {
  const untested = globSync("docs/*.md", { cwd: root }).filter((page) => {
    const file = join(root, "docs/test", `${basename(page, ".md")}.test.ts`);
    return !existsSync(file) || !readFileSync(file, "utf8").includes("page.left()");
  });
  expect(untested).toEqual([]);
});

const pages = ["*.md", "docs/*.md", "decisions/*.md", "packages/*/*.md", "examples/*/*.md"];

test.each(pages.flatMap((pattern) => globSync(pattern, { cwd: root })))(
  "%s links files and headings that exist",
  (page) => {
    const text = readFileSync(join(root, page), "utf8");
    const links = [...text.matchAll(/(?:\]\(|(?:src|href)=")(?!https?:)([^\s()"]+)[)"]/g)];
    const broken = links.filter(([, link = ""]) => {
      const [path = "", heading] = link.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      if (!existsSync(join(root, file))) return true;
      return heading !== undefined && !headingsOf(file).includes(heading);
    });
    expect(broken.map(([, link]) => link)).toEqual([]);
  },
);

/** Returns the anchors that GitHub makes of a page's headings. Of a folder, the page is its README. */
function headingsOf(file: string): readonly string[] {
  const page = file.endsWith(".md") ? file : join(file, "README.md");
  const headings = readFileSync(join(root, page), "utf8").matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
