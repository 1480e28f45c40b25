import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";

const src = new URL("../src/", import.meta.url).pathname;

/** From the bottom up: a folder imports only folders before it. The top level, "", comes last. */
const order = [
  "model",
  "ports",
  "tokens",
  "github",
  "hydrate",
  "changes",
  "status",
  "options",
  "run",
  "tasks",
  "admin",
  "",
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"));

function folderOf(file: string): string {
  return file.includes("/") ? (file.split("/")[0] ?? "") : "";
}

/** The files that a file imports, types included. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), "utf8");
  const paths = [...text.matchAll(/from "(\.{1,2}\/[^"]+)"/g)].map(([, path = ""]) => path);
  return paths.map((path) => posix.join(posix.dirname(file), path));
}

test("every folder of core stands in the order", () => {
  expect(new Set(files.map(folderOf))).toEqual(new Set(order));
});

test("each folder of core imports only folders below it", () => {
  const upward = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => order.indexOf(folderOf(path)) > order.indexOf(folderOf(file)))
      .map((path) => `${file} imports ${path}`),
  );
  expect(upward).toEqual([]);
});
