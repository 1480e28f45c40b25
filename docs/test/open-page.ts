import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

/** The repository's folder. */
export const root = join(import.meta.dirname, "../..");

/** A page of documentation. A test takes every code block of it; `left` has those that no test took. */
export interface Page {
  /** Takes the block that shows this file, and fails if no block shows it as it is. The test has to run the file. */
  takeFile(path: string): void;
  /** Takes all shell blocks. Returns their commands, without comments. */
  takeCommands(): readonly string[];
  /** Takes the next block of text. Returns its lines. */
  takeOutput(): readonly string[];
  /** Returns the blocks that were not taken. */
  left(): readonly string[];
  /** Returns the rows of all tables, a row as its cells. */
  readonly rows: readonly (readonly string[])[];
}

/** Opens a page, by its path in the repository. */
export function openPage(path: string): Page {
  const text = readFileSync(join(root, path), "utf8");
  let blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", code = ""]) => ({ language, code }),
  );
  return {
    takeFile(file) {
      const code = readFileSync(join(root, file), "utf8");
      const shown = blocks.find((block) => block.code === code);
      expect(shown, `${path} shows ${file} as it is`).toBeDefined();
      blocks = blocks.filter((block) => block !== shown);
    },
    takeCommands() {
      const shell = blocks.filter(({ language }) => language === "sh");
      blocks = blocks.filter((block) => !shell.includes(block));
      return shell.flatMap(({ code }) =>
        code
          .trimEnd()
          .split("\n")
          .map((line) => line.replace(/\s+#.*$/, "")),
      );
    },
    takeOutput() {
      const output = blocks.find(({ language }) => language === "text");
      expect(output, `${path} has another block of text`).toBeDefined();
      blocks = blocks.filter((block) => block !== output);
      return output?.code.trimEnd().split("\n") ?? [];
    },
    left: () => blocks.map(({ code }) => code),
    rows: [...text.matchAll(/^\|(.*)\|$/gm)].map(([, row = ""]) =>
      row.split("|").map((cell) => cell.trim()),
    ),
  };
}
