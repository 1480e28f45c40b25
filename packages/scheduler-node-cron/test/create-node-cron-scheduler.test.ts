import { schedulerContract } from "@ghsync/testing/contracts";
import { it } from "vitest";
import { createNodeCronSubject } from "./node-cron-subject.ts";

for (const { name, run } of schedulerContract(() => createNodeCronSubject())) it(name, run);
