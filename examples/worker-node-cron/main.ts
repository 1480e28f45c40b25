import pino from "pino";
import { openDatabase } from "./database.ts";
import { startDemo } from "./demo.ts";
import { addRepository, decryptor } from "./tokens.ts";
import { startWorker } from "./worker.ts";

const { DATABASE_URL, GITHUB_TOKEN, LOG_LEVEL = "info" } = process.env;
const given = process.argv.slice(2);
const log = pino({ level: LOG_LEVEL });

const demo = GITHUB_TOKEN === undefined ? await startDemo() : undefined;
if (demo) process.env.GITHUB_API_URL = demo.url;
const databaseUrl = DATABASE_URL ?? (demo ? ":memory:" : "file:ghsync-worker.db");
const { prisma, close } = await openDatabase(databaseUrl);
const { sync, stopped } = await startWorker(prisma, decryptor, log);

const tracked = new Set((await sync.listStatuses()).map(({ fullName }) => fullName));
for (const fullName of demo?.names ?? given) {
  if (!tracked.has(fullName))
    await addRepository(sync, fullName, GITHUB_TOKEN ?? "any-token-will-do");
}
log.info("Working.");
await demo?.play(sync, (line) => log.info(line));

await stopped;
await demo?.close();
await close();
log.info("Stopped; the next start goes on from here.");
