import { describe, expect, it } from "vitest";
import { fullName, hourMs, minuteMs, openPullRequests } from "../sync-harness.ts";
import { createWorker } from "./worker-harness.ts";

describe("a worker", () => {
  it("runs a request soon, also while a failed run waits for its retry", async () => {
    const { github, sync, pass } = createWorker();
    openPullRequests(github, 1);
    const { id } = await sync.trackRepository({ fullName });
    await sync.start();
    await pass(minuteMs);
    const end = github.faults.add({ fault: { kind: "reset" } });
    await sync.requestSync(id);
    await pass(hourMs);
    const { retryAt } = (await sync.getStatus(id)) ?? {};
    expect(Date.parse(retryAt ?? "")).toBeGreaterThan(github.clock.now().getTime() + 10 * minuteMs);
    end();
    expect(await sync.requestSync(id)).toEqual({ status: "queued", running: undefined });
    await pass(0);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await sync.stop();
  });

  it("looks for due repositories at each start", async () => {
    const { github, sync, pass } = createWorker();
    openPullRequests(github, 1);
    await sync.start();
    await pass(1000);
    await sync.stop();
    const { id } = await sync.trackRepository({ fullName });
    await sync.start();
    await pass(0);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await sync.stop();
  });
});
