import { build } from "esbuild";
import { expect, test } from "vitest";

const maxBytes = 10_000;

test(`both elements, core's pure part and English are at most ${maxBytes} bytes minified`, async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [new URL("../src/define.ts", import.meta.url).pathname],
    conditions: ["@ghsync/source"],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    metafile: true,
    write: false,
  });
  const bytes = outputFiles[0]?.contents.byteLength ?? 0;
  console.log(`The elements are ${bytes} bytes.`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(maxBytes);
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
});
