import { setTimeout } from "node:timers/promises";
import type { Sync } from "@ghsync/core";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";

const names = ["octo-org/rocket", "octo-org/launchpad", "octo-org/orbit"];
const hourMs = 3_600_000;

/** A GitHub of our own with a few repositories, and what happens there. */
export interface Demo {
  readonly url: string;
  readonly names: readonly string[];
  /** Has everything synced, changes something, asks for that repository, and ends the process as its host would. */
  play(sync: Sync, say: (line: string) => void): Promise<void>;
  close(): Promise<void>;
}

/** Starts a GitHub of our own on loopback. */
export async function startDemo(): Promise<Demo> {
  const github = createFakeGitHub();
  for (const [index, fullName] of names.entries()) {
    generateRepository(github, { fullName, pullRequests: 40, seed: index + 1 });
  }
  const { url, close } = await github.listen();
  return {
    url,
    names,
    close,
    async play(sync, say) {
      await untilUpTo(sync, github.clock.now());
      const [repository = ""] = names;
      github.truth.openPullRequest({ repository, actor: "mona", title: "One more thing" });
      github.clock.advance(hourMs);
      const [changed] = (await sync.listStatuses()).filter(
        ({ fullName }) => fullName === repository,
      );
      say(`A pull request was opened in ${repository}: asking for a sync of it.`);
      await sync.requestSync(changed?.repositoryId ?? "");
      await untilUpTo(sync, github.clock.now(), repository);
      for (const { fullName, label, detail } of await sync.listStatuses()) {
        say(`${fullName}: ${label}. ${detail}`);
      }
      process.kill(process.pid, "SIGTERM");
    },
  };
}

/** Waits as a page does that shows statuses: by asking for them now and then. */
async function untilUpTo(sync: Sync, instant: Date, only?: string): Promise<void> {
  for (let isBehind = true; isBehind; await setTimeout(50)) {
    const statuses = await sync.listStatuses();
    const failed = statuses.find(({ status }) => status === "error");
    if (failed) throw new Error(`${failed.fullName}: ${failed.detail}`);
    isBehind = statuses.some(
      ({ fullName, status, lastSyncAt = 0 }) =>
        (only === undefined || fullName === only) &&
        (status !== "complete" || new Date(lastSyncAt) < instant),
    );
  }
}
