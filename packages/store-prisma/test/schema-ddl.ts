import { readFileSync } from "node:fs";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory, type SqlQuery } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { SchemaProvider } from "../src/index.ts";

// Typed here, since only the browser's library types it.
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(
      bytes: Uint8Array,
      imports: object,
    ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
  };
};

/** The shipped models. */
export function readModels(provider: SchemaProvider): string {
  return readFileSync(new URL(`../schema/${provider}.prisma`, import.meta.url), "utf8");
}

/** The statements that lead from an empty database to models, as Prisma's own schema engine sees it. */
export async function schemaDdl(provider: SchemaProvider, models: string): Promise<string> {
  started ??= startEngine();
  await started;
  const datamodel = `datasource db {\n  provider = "${provider}"\n}\n\n${models}`;
  // Whatever the provider: nothing is read from an empty database.
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
    /^CREATE (TABLE|INDEX|UNIQUE INDEX) (?!IF NOT EXISTS)/gm,
    "CREATE $1 IF NOT EXISTS ",
  );
}

/**
 * The statements by which Prisma would make a database equal to models.
 *
 * @param external tables that `tables.external` of a `prisma.config.ts` names
 */
export async function databaseDiff(
  provider: SchemaProvider,
  adapter: Factory,
  models: string,
  external: readonly string[],
): Promise<string> {
  started ??= startEngine();
  await started;
  const datamodel = `datasource db {\n  provider = "${provider}"\n}\n\n${models}`;
  const files = [{ path: "schema.prisma", content: datamodel }];
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: [["schema.prisma", datamodel]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(readable(adapter)),
  );
  const { stdout } = await schemaEngine.diff({
    from: { tag: "schemaDatasource", files, configDir: "." },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    filters: { externalTables: [...external], externalEnums: [] },
  });
  return stdout ?? "";
}

type Factory = Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0];

/** An adapter by which the engine reads partial indexes of SQLite: it quotes text as a name, which `better-sqlite3` refuses. */
function readable(factory: Factory): Factory {
  const connect = async () => {
    const adapter = await factory.connect();
    return new Proxy(adapter, {
      get(target, name) {
        if (name !== "queryRaw") {
          const value = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        }
        return (query: SqlQuery) =>
          target.queryRaw({ ...query, sql: query.sql.replaceAll(/= ?"(\w+)"/g, "= '$1'") });
      },
    });
  };
  return new Proxy(factory, {
    get: (target, name) => (name === "connect" ? connect : Reflect.get(target, name)),
  });
}

/** Started once: objects of an engine that was replaced are freed in its successor. */
let started: Promise<void> | undefined;

/** The package's entry imports its `.wasm` as a module, which Node cannot. */
async function startEngine(): Promise<void> {
  const wasm = new URL(import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const bytes = readFileSync(new URL("schema_engine_bg.wasm", wasm));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
