import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { createPlaintextDecryptor, createSync, isGhsyncError, type RepoStore } from "@ghsync/core";
import { createNodeCronScheduler } from "@ghsync/scheduler-node-cron";
import { createPrismaStore } from "@ghsync/store-prisma";
import { connect } from "../packages/store-prisma/test/connect.ts";
import type { WorkerMessage, WorkerOrder } from "./worker-message.ts";

type Message = WorkerMessage extends infer M ? (M extends unknown ? Omit<M, "at"> : never) : never;

const order: WorkerOrder = JSON.parse(process.argv[2] ?? "");
const send = (message: Message) => void process.send?.({ ...message, at: Date.now() });

const prisma = connect("postgresql", order.databaseUrl);
const inner = createPrismaStore(prisma);
const store: RepoStore = {
  ...inner,
  async acquireLease(request) {
    const lease = await inner.acquireLease(request);
    if (lease) {
      const { repositoryId, fence } = lease;
      send({ kind: "lease", repositoryId, fence });
    }
    return lease;
  },
  async renewLease(...args) {
    const lease = await inner.renewLease(...args);
    if (!lease) send({ kind: "refused", by: "renewLease" });
    return lease;
  },
  async commitPage(...args) {
    try {
      return await inner.commitPage(...args);
    } catch (error) {
      if (isGhsyncError(error) && error.code === "lease_lost") {
        send({ kind: "refused", by: "commitPage" });
      }
      throw error;
    }
  },
};
const sync = createSync({
  store,
  decryptor: createPlaintextDecryptor(),
  scheduler: createNodeCronScheduler({ schedules: inner.schedules }),
  owner: order.name,
  leaseMs: order.leaseMs,
  batchSize: order.batchSize,
  github: {
    baseUrl: order.githubUrl,
    userAgent: order.name,
    async sleep(ms, signal) {
      send({ kind: "slept", ms });
      await setTimeout(ms, undefined, signal && { signal });
    },
  },
  onEvent: ({ type, repositoryId, ...event }) => {
    const message = { kind: "event", type, repositoryId } as const;
    if ("number" in event) send({ ...message, number: event.number });
    else if ("outcome" in event) {
      const { status, ...rest } = event.outcome;
      send({ ...message, status, ...("error" in rest && { code: rest.error.code }) });
    } else send(message);
  },
});

process.on("message", () => send({ kind: "pong" }));
const terminated = once(process, "SIGTERM");
await sync.start();
send({ kind: "ready" });
await terminated;
await sync.stop({ graceMs: order.graceMs });
await prisma.$disconnect();
process.disconnect();
