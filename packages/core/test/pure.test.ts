import * as core from "@ghsync/core";
import * as pure from "@ghsync/core/pure";
import { build } from "esbuild";
import { expect, test } from "vitest";

const sourceOf = (file: string) => new URL(`../src/${file}`, import.meta.url).pathname;

/** Bundles for a browser, without any package left outside. */
const bundle = (options: object) =>
  build({
    bundle: true,
    platform: "browser",
    format: "esm",
    target: "es2022",
    write: false,
    minify: true,
    logLevel: "silent",
    metafile: true,
    ...options,
  });

test("pure.ts exports these names, which index.ts exports too", () => {
  const names = Object.keys(pure).sort((one, other) => (one < other ? -1 : 1));
  expect(names).toMatchInlineSnapshot(`
    [
      "GhsyncError",
      "childKinds",
      "describeSyncStatus",
      "english",
      "fromJson",
      "german",
      "getStatus",
      "initialSyncState",
      "isChildKind",
      "isGhsyncError",
      "listStatuses",
      "mergeTruncated",
      "mergeUnread",
      "rowParts",
      "summarizeSyncStatuses",
      "toJson",
      "toStalled",
      "translateStatus",
    ]
  `);
  expect(core).toMatchObject({ ...pure });
});

test("@ghsync/core/pure bundles for a browser, and imports nothing", async () => {
  const { metafile } = await bundle({ entryPoints: [sourceOf("pure.ts")] });
  const outputs = Object.values(metafile?.outputs ?? {});
  expect(outputs.flatMap(({ imports }) => imports)).toEqual([]);
  expect(
    Object.keys(metafile?.inputs ?? {}).filter((file) => file.includes("node_modules")),
  ).toEqual([]);
});

test("a client component bundles with @ghsync/core/pure", async () => {
  const contents = `"use client";
    import { summarizeSyncStatuses } from "@ghsync/core/pure";
    export const Badge = ({ statuses }) => summarizeSyncStatuses(statuses).total;`;
  const stdin = { contents, resolveDir: sourceOf("."), loader: "tsx" };
  const { outputFiles } = await bundle({ stdin, conditions: ["@ghsync/source"] });
  expect(outputFiles?.[0]?.text).toContain("use client");
});

test("@ghsync/core itself does not bundle for a browser", async () => {
  await expect(bundle({ entryPoints: [sourceOf("index.ts")] })).rejects.toThrow(
    'Could not resolve "node:crypto"',
  );
});
