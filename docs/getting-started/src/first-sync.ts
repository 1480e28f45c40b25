import { prisma } from "./database.ts";
import { createAppSync, store } from "./ghsync.ts";

await store.check(); // names a table or a column that is missing
const sync = createAppSync();
const { id, fullName } = await sync.trackRepository({ fullName: process.argv[2] ?? "" });
const outcome = await sync.syncRepository(id);
console.log(`${fullName}: ${outcome.status}`);
if (outcome.status === "error") console.error(outcome.error.message);

const newest = await prisma.ghSyncPullRequest.findMany({
  where: { repositoryId: id },
  orderBy: { number: "desc" },
  take: 3,
});
for (const { number, state, title } of newest) console.log(`#${number} ${state}: ${title}`);
await prisma.$disconnect();
