import pino from "pino";
import { openDatabase } from "./database.ts";
import { startDemo } from "./demo.ts";
import { decryptor, setToken } from "./tokens.ts";
import { startWorker } from "./worker.ts";

const { DATABASE_URL, GITHUB_TOKEN, LOG_LEVEL = "info" } = process.env;
const given = process.argv.slice(2);
const log = pino({ level: LOG_LEVEL });

// A variable that is set to nothing is like none.
const demo = GITHUB_TOKEN ? undefined : await startDemo();
if (demo) process.env.GITHUB_API_URL = demo.url;
const databaseUrl = DATABASE_URL || (demo ? ":memory:" : "file:ghsync-worker.db");
const { prisma, close } = await openDatabase(databaseUrl);
const { sync, store, stopped } = await startWorker(prisma, decryptor, log);

for (const fullName of demo?.names ?? given) {
  await setToken(sync, store, fullName, GITHUB_TOKEN || "any-token-will-do");
}
log.info("Working.");
await demo?.play(sync, (line) => log.info(line));

await stopped;
await demo?.close();
await close();
log.info("Stopped; the next start goes on from here.");
