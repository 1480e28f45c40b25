import { isGhsyncError } from "@ghsync/core";
import { at } from "../../testing/src/contracts/at.ts";
import { exampleChildren } from "../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { type DriverName, drivers, type Place } from "./drivers.ts";

/** What a process is to do, as JSON in its first argument: migrate, then commit so many times. */
export interface Race {
  readonly driver: DriverName;
  readonly place: Place;
  readonly times: number;
}

/** Which of its commits were accepted, by the revision that they wrote, and how many were refused. */
export interface Finish {
  readonly accepted: readonly number[];
  readonly refused: number;
}

const race: Race = JSON.parse(process.argv[2] ?? "");
const { store, close } = drivers[race.driver].connect(race.place);
await store.migrate();
const { id } = await store.trackRepository({ fullName: "octo/repo" });
// Whichever process is first gets it; the others use the same one.
const request = { repositoryId: id, owner: "all", now: at(0), ttlMs: 3_600_000 };
await store.acquireLease(request);
const lease = { repositoryId: id, owner: "all", fence: 1, expiresAt: at(60) };

const accepted: number[] = [];
let refused = 0;
for (let attempt = 0; attempt < race.times; attempt += 1) {
  const revision = (await store.readState(id))?.revision ?? 0;
  const body = `By writer ${revision + 1}`;
  const comments = [{ ...exampleChildren.comments, body }];
  try {
    const page = toStore(exampleSnapshot(1, { children: { comments } }));
    accepted.push((await store.commitPage(lease, { revision, ...page })).revision);
  } catch (error) {
    if (!isGhsyncError(error) || error.code !== "lease_lost") throw error;
    refused += 1;
  }
}
await close();
const finish: Finish = { accepted, refused };
process.stdout.write(JSON.stringify(finish));
