import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import requireServers from "./require-servers.ts";
import { createPages, tryPages } from "./try-pages.ts";

/**
 * Packs every package, installs the tarballs into an empty ESM project and an empty CommonJS one, type-checks the README's
 * code there, and runs it. Then opens the pages of the status element's README in Chromium. Needs a build.
 */
requireServers();
const root = join(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "ghsync-packages-"));
const bin = join(root, "node_modules/.bin");
const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const tarballs = packAll();
for (const format of ["esm", "cjs"] as const) {
  const folder = join(work, format);
  createProject(folder, format);
  run(folder, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error");
  if (format === "esm") requireLinkedFiles(folder);
  createSources(folder, format);
  run(folder, join(bin, "tsc"), "-p", ".");
  run(folder, join(bin, "node"), "out/run.js");
  console.log(
    `The packed packages install, type-check and run in ${format === "esm" ? "an ES module" : "a CommonJS"} project.`,
  );
}
await openPages(join(work, "page"));
rmSync(work, { recursive: true });

async function openPages(folder: string): Promise<void> {
  mkdirSync(folder);
  const locked = ["react", "react-dom", "vite"].map((name) => [name, lockedVersion(name)]);
  const types = ["@types/react", "@types/react-dom"].map((name) => [name, devDependencies[name]]);
  const ours = ["@ghsync/core", "@ghsync/status-element"].map((name) => [name, tarballs[name]]);
  writeJson(join(folder, "package.json"), {
    name: "consumer-page",
    private: true,
    type: "module",
    dependencies: Object.fromEntries([...ours, ...locked, ...types]),
  });
  run(folder, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error");
  createPages(folder);
  run(folder, join(bin, "tsc"), "-p", ".");
  run(folder, join(bin, "node"), join(folder, "node_modules/vite/bin/vite.js"), "build");
  await tryPages(folder, run(folder, join(bin, "node"), "out/render.js").trim());
  console.log("The pages of the status element's README show a badge: plain HTML, and React.");
}

/** The version of a package that is not named in package.json, but in the lock. */
function lockedVersion(name: string): string {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return packages[`node_modules/${name}`].version;
}

function packAll(): Record<string, string> {
  const packed = readdirSync(join(root, "packages")).map((name) => {
    const output = run(
      join(root, "packages", name),
      "npm",
      "pack",
      "--json",
      `--pack-destination=${work}`,
    );
    const [{ filename }] = JSON.parse(output);
    return [`@ghsync/${name}`, `file:${join(work, filename)}`];
  });
  return Object.fromEntries(packed);
}

function createProject(folder: string, format: "esm" | "cjs"): void {
  const pin = (name: string) => [name, devDependencies[name]];
  const tools = [
    "@prisma/client",
    "@prisma/adapter-better-sqlite3",
    "better-sqlite3",
    "@types/node",
  ];
  mkdirSync(folder);
  writeJson(join(folder, "package.json"), {
    name: `consumer-${format}`,
    private: true,
    type: format === "esm" ? "module" : "commonjs",
    dependencies: { ...tarballs, ...Object.fromEntries(tools.map(pin)) },
    // Prisma's adapter names better-sqlite3's types without bringing them.
    devDependencies: { "@types/better-sqlite3": "7.6.13" },
    overrides: { "better-sqlite3": "$better-sqlite3" },
  });
  writeJson(join(folder, "tsconfig.json"), {
    compilerOptions: {
      target: "es2023",
      module: "nodenext",
      types: ["node"],
      strict: true,
      outDir: "out",
      skipLibCheck: false,
    },
    include: ["*.ts", "generated"],
  });
}

function createSources(folder: string, format: "esm" | "cjs"): void {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  writeFileSync(join(folder, "app-sync.ts"), code);
  copyFileSync(join(root, "scripts/consumer/run.ts"), join(folder, "run.ts"));
  mkdirSync(join(folder, "prisma"));
  // As the README says: the models come with the package.
  copyFileSync(
    join(folder, "node_modules/@ghsync/store-prisma/schema/sqlite.prisma"),
    join(folder, "prisma/ghsync.prisma"),
  );
  writeFileSync(
    join(folder, "prisma/schema.prisma"),
    `generator client {
  provider            = "prisma-client"
  output              = "../generated"
  moduleFormat        = "${format}"
  importFileExtension = "js"
}
datasource db {
  provider = "sqlite"
}
`,
  );
  run(folder, join(bin, "prisma"), "generate", "--schema", join(folder, "prisma"));
}

/** What a README leads to by a relative link has to come with its package. */
function requireLinkedFiles(folder: string): void {
  for (const name of Object.keys(tarballs)) {
    const packed = join(folder, "node_modules", name);
    const readme = readFileSync(join(packed, "README.md"), "utf8");
    for (const [, link = ""] of readme.matchAll(/\]\((?!https?:|#)([^\s()#]+)[#)]/g)) {
      if (existsSync(join(packed, link))) continue;
      console.error(`The README of ${name} links ${link}, which is not packed.`);
      process.exit(1);
    }
  }
}

function run(cwd: string, command: string, ...args: string[]): string {
  const env = {
    // See scripts/prisma-generate.ts.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    ...process.env,
    CHECKPOINT_DISABLE: "1",
    // The outer npm's configuration is about this repository.
    npm_config_workspaces: undefined,
    npm_config_local_prefix: undefined,
  };
  try {
    return execFileSync(command, args, { cwd, env, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    console.error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`);
    process.exit(1);
  }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
