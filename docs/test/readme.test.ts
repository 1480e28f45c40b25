import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFolder, runQuickstart } from "../../examples/quickstart/test/run-quickstart.ts";
import { openPage, root } from "./open-page.ts";
import { runScript } from "./run-script.ts";

const page = openPage("README.md");
// examples/quickstart/test runs this file, and scripts/test-packages.ts runs it with the packed packages.
page.takeFile("examples/quickstart/app-sync.ts");
const output = page.takeOutput();

test.each(page.takeCommands())("%s runs a script of package.json", (command) => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const [, script = ""] = /^npm ci && npm (start|test)$/.exec(command) ?? [];
  expect(scripts).toHaveProperty(script);
});

test("npm start prints the lines that the README shows, in this order", {
  timeout: 60_000,
}, async () => {
  const { code, stdout } = await runQuickstart(createFolder(), []);
  expect(code).toBe(0);
  const printed = stdout.split("\n");
  let next = 0;
  const missing = output.filter((line) => {
    const found = printed.indexOf(line, next);
    if (found >= 0) next = found + 1;
    return found < 0;
  });
  expect(missing).toEqual([]);
});

interface Figures {
  readonly what: string;
  readonly usual: number;
  readonly usage: { readonly requests: number; readonly points: number };
}

test("the table of costs has the figures of the benchmark", { timeout: 180_000 }, async () => {
  const args = ["bench/main.ts", "cost", "--small", "--json"];
  const { lines } = await runScript(args, { cwd: root, env: {} }).ended;
  const measured = new Map(
    (JSON.parse(lines.join("\n")) as readonly Figures[]).map(({ what, usage, usual }) => [
      what,
      [usage.requests, usage.points, usual].map((figure) => figure.toLocaleString("en")),
    ]),
  );
  const header = page.rows.findIndex(([cell]) => cell === "pull requests");
  const shown = page.rows.slice(header + 2, header + 6);
  expect(shown).toEqual(shown.map(([what = ""]) => [what, ...(measured.get(what) ?? [])]));
});

test("every code block of the README is run", () => {
  expect(page.left()).toEqual([]);
});
