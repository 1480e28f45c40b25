import { build } from "esbuild";
import { expect, test } from "vitest";

const component = `"use client";
import { summarizeSyncStatuses } from "@ghsync/core/pure";
import { defineStatusElements } from "@ghsync/status-element";
import "@ghsync/status-element/react";
import { useEffect } from "react";

export function Repositories({ statuses }) {
  useEffect(() => defineStatusElements(), []);
  const { total } = summarizeSyncStatuses(statuses);
  const cards = statuses.map((status) => <ghsync-repository-card status={JSON.stringify(status)} />);
  return <main>{total}{cards}</main>;
}`;

// Next.js builds a client component twice: for the browser, and for the server that renders it.
test.each([
  ["browser", "browser", []],
  ["server", "node", []],
  ["server components", "node", ["react-server"]],
] as const)(
  "a client component builds for the %s, and imports React alone",
  async (_, platform, conditions) => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: component, loader: "tsx", resolveDir: import.meta.dirname },
      conditions: [...conditions, "@ghsync/source"],
      platform,
      bundle: true,
      format: "esm",
      target: "es2022",
      jsx: "automatic",
      external: ["react", "react/*"],
      metafile: true,
      write: false,
    });
    expect(outputFiles[0]?.text).toContain('"use client"');
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    expect(new Set(imports.map(({ path }) => path))).toEqual(
      new Set(["react", "react/jsx-runtime"]),
    );
  },
);
