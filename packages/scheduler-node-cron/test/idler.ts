import { createMemoryStore } from "@ghsync/store-memory";
import { createNodeCronScheduler } from "../src/index.ts";

/** A host that does nothing of its own. Its role is its first argument. */
const scheduler = createNodeCronScheduler({ schedules: createMemoryStore().schedules });
process.once("SIGTERM", () => void scheduler.stop());
await scheduler.start({ role: process.argv[2] === "worker" ? "worker" : "producer" });
process.send?.("started");
// The channel to the parent would keep the process alive, too.
process.disconnect?.();
