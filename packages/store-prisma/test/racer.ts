import { isGhsyncError, type Lease } from "@ghsync/core";
import { toStore } from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { createPrismaStore, type SchemaProvider } from "../src/index.ts";
import { connect } from "./connect.ts";
import { snapshotOf } from "./racing-snapshot.ts";

/** The order of a racer, as JSON in its first argument. */
export interface Race {
  readonly provider: SchemaProvider;
  readonly url: string;
  readonly now: string;
  /** Repositories whose lease it tries to take. */
  readonly acquire: readonly string[];
  /** A lease under which it tries to commit, so many times, {@link snapshotOf} the revision that it would write. */
  readonly commit?: { readonly lease: Lease; readonly times: number };
}

/** What it reports: the leases it took, and its commits that were accepted or refused. */
export interface Finish {
  readonly acquired: readonly string[];
  readonly accepted: readonly number[];
  readonly refused: number;
}

const race: Race = JSON.parse(process.argv[2] ?? "");
const prisma = connect(race.provider, race.url);
const store = createPrismaStore(prisma);
const owner = String(process.pid);

const acquired: string[] = [];
for (const repositoryId of race.acquire) {
  const now = new Date(race.now);
  if (await store.acquireLease({ repositoryId, owner, now, ttlMs: 60_000 })) {
    acquired.push(repositoryId);
  }
}

const accepted: number[] = [];
let refused = 0;
for (let attempt = 0; race.commit && attempt < race.commit.times; attempt += 1) {
  const { lease } = race.commit;
  const read = await store.readState(lease.repositoryId);
  try {
    const before = read?.revision ?? 0;
    const page = { revision: before, ...toStore(snapshotOf(before + 1)) };
    accepted.push((await store.commitPage(lease, page)).revision);
  } catch (error) {
    if (!isGhsyncError(error) || error.code !== "lease_lost") throw error;
    refused += 1;
  }
}

await prisma.$disconnect();
const finish: Finish = { acquired, accepted, refused };
process.stdout.write(JSON.stringify(finish));
