import { createApp } from "./app.ts";
import { createAppSync } from "./app-sync.ts";
import { openDatabase, providerOf } from "./database.ts";
import { createDemoGitHub, demoRepository } from "./demo-github.ts";
import { migrate } from "./migrate.ts";

const { DATABASE_URL: url = "file:app.db", GITHUB_REPOSITORY: fullName = demoRepository } =
  process.env;
const demo = process.env.GITHUB_TOKEN ? undefined : createDemoGitHub();
// That GitHub takes any token.
if (demo) process.env.GITHUB_TOKEN = "any-token-will-do-here";

const prisma = openDatabase(url);
await migrate(prisma, providerOf(url));
const sync = createAppSync(prisma, demo && { github: demo });
const app = createApp(prisma, sync);
const { id } = await sync.trackRepository({ fullName });
// The app's own column in one of ghsync's models.
const team = await prisma.team.upsert({
  where: { name: "Core" },
  create: { name: "Core" },
  update: {},
});
await prisma.ghSyncRepository.update({ where: { id }, data: { teamId: team.id } });

await sync.start();
const address = await app.listen({ port: Number(process.env.PORT ?? 3000) });
console.log(`${address}/repositories/${id}/pull-requests`);
console.log(`${address}/repositories/${id}/status`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await app.close();
    await sync.stop();
    await prisma.$disconnect();
  });
}
