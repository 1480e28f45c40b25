import { existsSync, readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { isGhsyncError, type SyncEvent, type SyncOptions } from "@ghsync/core";
import { createPrismaStore } from "@ghsync/store-prisma";
import { createFakeGitHub, type FakeGitHub, loadRecording } from "@ghsync/testing";
import { createAppSync, syncByName } from "./app-sync.ts";
import { parseSource, type Source, usage } from "./arguments.ts";
import { openDatabase } from "./database.ts";
import { changeFive, demoRepository, openDemoGitHub } from "./demo-github.ts";
import type { PrismaClient } from "./generated/client.ts";
import { printTable } from "./print-table.ts";
import { createProgress } from "./progress.ts";
import {
  countRows,
  describeChange,
  openNumbers,
  type PullRequestView,
  readViews,
} from "./repository-view.ts";
import { lastLine, UsageError } from "./usage-error.ts";

const databaseFile = "ghsync.db";
const journalFile = "ghsync.db.demo.json";
/** What is stored stays with the address that it came from, at each start. */
const ownUrl = "http://github.localhost";
const mostShown = 20;

interface Target {
  readonly fullName: string;
  readonly github: SyncOptions["github"] & { readonly baseUrl: string };
  /** Keeps one GitHub's repositories apart from another's of the same name. */
  readonly tenantId: string;
}

const stopped = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () =>
    stopped.abort(new UsageError("Stopped; the next start goes on from here.")),
  );
}

// As for any tool whose output is cut off, by `head` say.
process.stdout.once("error", () => process.exit(0));

async function main(): Promise<void> {
  const source = parseSource(process.argv.slice(2), process.env);
  if (source === "help") return console.log(usage);
  const prisma = await openDatabase(databaseFile);
  try {
    await run(source, prisma);
  } finally {
    await prisma.$disconnect();
  }
}

async function run(source: Source, prisma: PrismaClient): Promise<void> {
  if (source.kind === "github") {
    const { fullName, baseUrl } = source;
    await syncAndShow(prisma, { fullName, github: { baseUrl }, tenantId: new URL(baseUrl).host });
    return;
  }
  if (source.kind === "demo" && !existsSync(journalFile)) await forgetDemo(prisma);
  const github = source.kind === "demo" ? openDemoGitHub(journalFile) : createFakeGitHub();
  const fullName = source.kind === "demo" ? demoRepository : openRecording(github, source.file);
  process.env.GITHUB_TOKEN = "any-token-will-do-here";
  const fetch: typeof globalThis.fetch = async (input, init) => {
    // As from a network: meanwhile the process hears its signals.
    await setImmediate();
    return github.fetch(input, init);
  };
  const target = { fullName, github: { baseUrl: ownUrl, fetch }, tenantId: source.kind };
  const repositoryId = await syncAndShow(prisma, target);
  if (source.kind === "recording") return;
  changeFive(github, await openNumbers(prisma, repositoryId), journalFile);
  console.log("\nFive pull requests were changed on that GitHub. Again:");
  await syncAndShow(prisma, target);
}

/** Without its journal the demo GitHub starts empty, so its stored records must be deleted. */
async function forgetDemo(prisma: PrismaClient): Promise<void> {
  const demo = await prisma.ghSyncRepository.findFirst({ where: { tenantId: "demo" } });
  if (!demo || demo.historyCompletedAt === null) return;
  console.log(`${journalFile} is missing: the demo starts over.`);
  await createPrismaStore(prisma).untrackRepository(demo.id, { deleteRecords: true });
}

function openRecording(github: FakeGitHub, file: string): string {
  try {
    const { repository, derived } = loadRecording(github, JSON.parse(readFileSync(file, "utf8")));
    console.log(`What ${file} lacks, this GitHub makes up:`);
    for (const sentence of derived) console.log(`  - ${sentence}`);
    return repository.fullName;
  } catch (error) {
    throw new UsageError(`${file} can't be served: ${(error as Error).message}`);
  }
}

/** One sync, with its progress, what it fetched, and what the database holds after it. */
async function syncAndShow(
  prisma: PrismaClient,
  { github, ...repository }: Target,
): Promise<string> {
  const { fullName } = repository;
  const progress = createProgress(process.stdout);
  const stored: (SyncEvent & { type: "pullRequest.stored" })[] = [];
  const onEvent = (event: SyncEvent) => {
    progress.onEvent(event);
    if (event.type === "pullRequest.stored") stored.push(event);
  };
  const known = await prisma.ghSyncRepository.findFirst({ where: repository });
  const before = await readViews(prisma, known?.id);

  console.log(`Syncing ${fullName} from ${github.baseUrl} into ${databaseFile}`);
  const started = performance.now();
  // How it ends is printed here.
  const sync = createAppSync(prisma, { github: { ...github, log: {} }, onEvent });
  // A SQLite file has one process: whoever seems to hold the repository was killed.
  const result = await syncByName(sync, repository, { takeOver: true, signal: stopped.signal });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  progress.end();

  const { outcome } = result;
  if (outcome.status === "busy") {
    throw new UsageError(`Another start took ${fullName} over: let it finish, then start again.`);
  }
  if (outcome.status === "error" || outcome.status === "deferred") throw outcome.error;
  if (!("usage" in outcome)) throw new UsageError(`${fullName} is ${outcome.status}: try later.`);
  const created = stored.filter((event) => event.created).length;
  console.log(
    `Fetched ${stored.length} pull requests: ${created} new, ${stored.length - created} known.`,
  );
  if (known?.historyCompletedAt) printChanges(stored, before, await readViews(prisma, result.id));
  const { requests, points, notModified, rowsWritten } = outcome.usage;
  printTable({
    ...(await countRows(prisma, result.id)),
    "rows written": rowsWritten,
    requests,
    "GraphQL points": points,
    "304s (free)": notModified,
    seconds,
  });
  console.log(`Status: ${outcome.status}${"reason" in outcome ? ` (${outcome.reason})` : ""}.`);
  return result.id;
}

function printChanges(
  stored: readonly { readonly number: number }[],
  before: ReadonlyMap<number, PullRequestView>,
  after: ReadonlyMap<number, PullRequestView>,
): void {
  for (const { number } of stored.slice(0, mostShown)) {
    const view = after.get(number);
    if (view) console.log(`  #${number} ${describeChange(before.get(number), view)}`);
  }
  if (stored.length > mostShown) console.log(`  ... and ${stored.length - mostShown} more`);
}

main().catch((error: unknown) => {
  const isUsage =
    error instanceof UsageError || (isGhsyncError(error) && error.code === "config_invalid");
  console.error(`ghsync: ${lastLine(error)}`);
  process.exitCode = isUsage ? 2 : 1;
});
