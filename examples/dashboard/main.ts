import { once } from "node:events";
import { createPlaintextDecryptor } from "@ghsync/core";
import { openDatabase } from "./database.ts";
import { startDemo } from "./demo.ts";
import { startDashboard } from "./start-dashboard.ts";

const { GITHUB_TOKEN, GITHUB_API_URL: baseUrl, PORT = "0" } = process.env;
const names = process.argv.slice(2);
if (GITHUB_TOKEN && names.length === 0) {
  console.error("Name repositories: npm run dashboard -- octokit/core.js octokit/request.js");
  process.exit(1);
}

const demo = GITHUB_TOKEN ? undefined : startDemo();
const { prisma, close } = await openDatabase(demo ? ":memory:" : "file:ghsync-dashboard.db");
const dashboard = await startDashboard({
  prisma,
  decryptor: createPlaintextDecryptor(),
  github: demo ? demo.github : { baseUrl },
  port: Number(PORT),
});
for (const fullName of demo ? demo.names : names) {
  const { id } = await dashboard.sync.trackRepository({ fullName });
  await dashboard.sync.setToken(id, GITHUB_TOKEN || "any-token-will-do");
  await dashboard.sync.requestSync(id);
}
console.log(`The dashboard is at ${dashboard.url} (Ctrl+C stops it).`);

await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
demo?.stop();
await dashboard.close();
await close();
