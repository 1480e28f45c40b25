import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { REPOSITORY_ROUTES, ROOT_ROUTES } from "../src/wire/rest/rest-routes.ts";

const examples = ["read-pulls", "sync-fake-github"].map(
  (name) => [name, new URL(`readme/${name}.ts`, import.meta.url)] as const,
);
const readme = new URL("../README.md", import.meta.url);
const options = new URL("../src/fake-github-options.ts", import.meta.url);

test.each(examples)("the README shows %s as it is", async (_name, example) => {
  const text = await readFile(readme, "utf8");
  expect(text).toContain(`\`\`\`ts\n${await readFile(example, "utf8")}\`\`\``);
});

test("the README names every option", async () => {
  const text = await readFile(readme, "utf8");
  const names = (await readFile(options, "utf8")).matchAll(/^ {2}readonly (\w+)\?:/gm);
  const unnamed = [...names]
    .map(([, name]) => name)
    .filter((name) => !text.includes(`\`${name}\``));
  expect(unnamed).toEqual([]);
});

test("the README names every route", async () => {
  const text = await readFile(readme, "utf8");
  const routes = [...Object.keys(REPOSITORY_ROUTES), ...Object.keys(ROOT_ROUTES)];
  expect(routes.filter((route) => route !== "" && !text.includes(`\`${route}\``))).toEqual([]);
});

test.each(examples)("%s passes", async (_name, example) => {
  const args = ["--conditions=@ghsync/source", "--test", fileURLToPath(example)];
  // Node's runner says nothing under another runner, which this variable tells it of.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  expect(stdout).toMatch(/pass 1\b/);
  expect(stdout).toMatch(/fail 0\b/);
});
