import { defineConfig, type Options } from "tsup";

const shared: Options = { format: "esm", target: "es2022", dts: true, sourcemap: true };

/** `define.js` is one file with all it needs, for a page without a bundler. */
export default defineConfig([
  {
    ...shared,
    entry: ["src/index.ts", "src/react.ts", "src/vue.ts", "src/svelte.ts"],
    external: [/^@ghsync\/core/],
    publicDir: "style",
  },
  {
    ...shared,
    entry: ["src/define.ts"],
    noExternal: [/^@ghsync\/core/],
    minify: true,
    sourcemap: false,
    esbuildOptions(options) {
      options.conditions = ["@ghsync/source"];
    },
  },
]);
