import { createSync } from "@ghsync/core";
import { anyTokenDecryptor } from "../../torture/fake-github-client.ts";
import { answerParent } from "./child.ts";
import { createDiscardingStore } from "./discarding-store.ts";

/** Syncs in a process of its own: `sync-process.ts URL FULL_NAME HIGHEST_NUMBER`. */

const [, , baseUrl = "", fullName = "", highest = "0"] = process.argv;
const commitsPerMeasurement = 10;

const heapBytes = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

let commits = 0;
let most = 0;
const store = createDiscardingStore(Number(highest) + 200, () => {
  commits += 1;
  if (commits % commitsPerMeasurement === 1) most = Math.max(most, heapBytes());
});
const sync = createSync({
  store,
  decryptor: anyTokenDecryptor,
  // The pace that GitHub asks for would take most of the time, and this GitHub doesn't ask for any.
  github: { baseUrl, sleep: async () => undefined },
});
const { id } = await sync.trackRepository({ fullName });

/** What a run cost, and what it held. */
export interface Measured {
  readonly requests: number;
  readonly points: number;
  readonly seconds: number;
  /** Most heap in use above what was before the run, each time after a garbage collection. */
  readonly heapMb: number;
  /** Most memory of the process until now. */
  readonly rssMb: number;
  readonly commits: number;
}

async function measure(): Promise<Measured> {
  const start = heapBytes();
  commits = 0;
  most = 0;
  const startedMs = performance.now();
  const outcome = await sync.syncRepository(id);
  if (outcome.status !== "complete") throw new Error(`The sync is ${JSON.stringify(outcome)}.`);
  const { requests, points } = outcome.usage;
  return {
    requests,
    points,
    seconds: (performance.now() - startedMs) / 1000,
    heapMb: (Math.max(most, heapBytes()) - start) / 2 ** 20,
    rssMb: process.resourceUsage().maxRSS / 1024,
    commits,
  };
}

answerParent({ sync: measure });
