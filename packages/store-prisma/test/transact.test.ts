import { expect, onTestFinished, test } from "vitest";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import { connect } from "./connect.ts";
import { holdRows } from "./hold-rows.ts";
import { createTestDatabase } from "./test-database.ts";

test.each(["serializable", "repeatable read", "read committed"])(
  "I5: of two commits at one revision, the later throws lease_lost, where sessions are %s",
  async (level) => {
    const { url } = await createTestDatabase("postgresql");
    const isolation = level.replace(" ", "\\ ");
    const settings = `-c TimeZone=UTC -c default_transaction_isolation=${isolation}`;
    const prisma = connect("postgresql", url, { settings });
    onTestFinished(() => prisma.$disconnect());
    const store = createPrismaStore(prisma);
    const { lease, revision } = await startRun(store);

    const held = await holdRows(url, "UPDATE ghsync_repositories SET lease_owner = lease_owner");
    const commits = Promise.allSettled(
      [toStore(exampleSnapshot(1)), {}].map((page) =>
        store.commitPage(lease, { revision: 0, ...page }),
      ),
    );
    await held.untilWaiting(2);
    await held.release("COMMIT");
    const outcomes = (await commits).toSorted((a) => (a.status === "fulfilled" ? -1 : 1));
    expect(outcomes).toMatchObject([
      { status: "fulfilled", value: { revision: 1 } },
      { status: "rejected", reason: { code: "lease_lost" } },
    ]);
    expect(await revision()).toBe(1);
  },
);
