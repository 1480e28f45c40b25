import { readFileSync } from "node:fs";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

const models = readFileSync(new URL("../schema/sqlite.prisma", import.meta.url), "utf8");
// Typed here, since only the browser's library types it.
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(
      bytes: Uint8Array,
      imports: object,
    ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
  };
};
const datamodel = `datasource db {\n  provider = "sqlite"\n}\n\n${models}`;

/** The statements that lead from an empty database to the shipped models, as Prisma's own schema engine sees it. */
export async function schemaDdl(): Promise<string> {
  await startEngine();
  const adapter = new PrismaBetterSqlite3({ url: ":memory:" });
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: [["schema.prisma", datamodel]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  const { stdout } = await schemaEngine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: datamodel }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return (stdout ?? "").replaceAll(
    /^CREATE (TABLE|INDEX|UNIQUE INDEX) /gm,
    "CREATE $1 IF NOT EXISTS ",
  );
}

/** The package's entry imports its `.wasm` as a module, which Node cannot. */
async function startEngine(): Promise<void> {
  const wasm = new URL(import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const bytes = readFileSync(new URL("schema_engine_bg.wasm", wasm));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
