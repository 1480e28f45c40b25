import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const read = (path: string) => readFile(join(root, path), "utf8");

let spec: string;

beforeAll(async () => {
  spec = await read("SPEC.md");
});

/** The rows of SPEC.md's tables whose first cell is such a name, as their last cell. */
function rowsOf(name: RegExp): ReadonlyMap<string, string> {
  const rows = spec.split("\n").filter((line) => line.startsWith("|"));
  return new Map(
    rows
      .map((line) => line.split("|").slice(1, -1))
      .map((cells) => [cells[0]?.trim() ?? "", cells.at(-1) ?? ""] as const)
      .filter(([first]) => name.test(first)),
  );
}

describe("SPEC.md", () => {
  it("names for every status tests that are there", () => {
    const statuses = rowsOf(/^`[a-z]+`$/);
    expect([...statuses.keys()]).toEqual(
      ["pending", "syncing", "complete", "partial", "deferred", "error"].map(
        (name) => `\`${name}\``,
      ),
    );
    for (const [status, cell] of statuses) {
      expect(testsIn(cell), status).not.toEqual([]);
    }
  });

  it("names for every invariant tests that are there, and whose titles name it", async () => {
    const invariants = rowsOf(/^I\d+$/);
    expect([...invariants.keys()]).toEqual(Array.from({ length: 16 }, (_, at) => `I${at + 1}`));
    const untitled: string[] = [];
    for (const [invariant, cell] of invariants) {
      const texts = await Promise.all(testsIn(cell).map(read));
      const title = new RegExp(`["\`](I\\d+, )*${invariant}(, I\\d+)*:`);
      if (!texts.some((text) => title.test(text))) untitled.push(invariant);
    }
    expect(untitled).toEqual([]);
  });

  it("names for every assumption about GitHub the behaviours that FakeGitHub documents", async () => {
    const documented = await read("packages/testing/BEHAVIOURS.md");
    const assumptions = rowsOf(/^S\d+$/);
    expect(assumptions.size).toBeGreaterThan(6);
    for (const [assumption, cell] of assumptions) {
      const behaviours = cell.match(/\bB\d+\b/g) ?? [];
      expect(behaviours.length, assumption).toBeGreaterThan(0);
      for (const behaviour of behaviours) expect(documented).toContain(`| ${behaviour} |`);
    }
  });
});

/** The files that a cell names. @throws if it names one that is not there */
function testsIn(cell: string): readonly string[] {
  const patterns = [...cell.matchAll(/`([\w-]+\/test[^`]*)`/g)].map(([, path = ""]) => path);
  return patterns.flatMap((pattern) =>
    filesOf(pattern).flatMap((name) => {
      const found = globSync([name, `packages/${name}`, `examples/${name}`], { cwd: root });
      if (found.length === 0) throw new Error(`SPEC.md names ${name}, which is not there.`);
      return found;
    }),
  );
}

/** A file pattern as it is, or all tests of a folder. */
function filesOf(pattern: string): readonly string[] {
  const isFile = pattern.endsWith(".ts");
  const names = isFile ? pattern : `${pattern}/**/*.test.ts`;
  // Brace lists are written out: not every version of Node's glob takes them.
  const [, before = "", list, after = ""] = /^(.*)\{(.*)\}(.*)$/.exec(names) ?? [];
  return list === undefined ? [names] : list.split(",").map((name) => before + name + after);
}
