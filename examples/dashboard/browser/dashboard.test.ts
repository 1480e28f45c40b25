import { join } from "node:path";
import { createPlaintextDecryptor } from "@ghsync/core";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../database.ts";
import { startDashboard } from "../start-dashboard.ts";
import { launch, waitForBadge } from "./open-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const screenshot = (name: string) => join(import.meta.dirname, `../screenshots/${name}.png`);

test("a page shows a run as it happens: paused, syncing, complete, a limit, a revoked token, a new one", async () => {
  const fullName = "octo-org/rocket";
  const github = createFakeGitHub({ now: () => new Date() });
  const until = new Date(Date.now() - 3_600_000);
  generateRepository(github, { fullName, pullRequests: 100, until });
  github.faults.add({ fault: { kind: "latency", ms: 50 } });
  const { prisma, close } = await openDatabase(":memory:");
  const decryptor = createPlaintextDecryptor();
  const dashboard = await startDashboard({
    prisma,
    decryptor,
    github: { fetch: github.fetch },
    port: 0,
  });
  try {
    const { sync } = dashboard;
    const { id } = await sync.trackRepository({ fullName, active: false });
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(dashboard.url);
    await waitForBadge(page, /^Paused$/);

    await sync.setToken(id, "first-token");
    await sync.resume(id);
    await sync.requestSync(id);
    await waitForBadge(page, /^Syncing\d+%$/);
    expect(await page.getByRole("progressbar").isVisible()).toBe(true);
    await page.screenshot({ path: screenshot("syncing") });
    await waitForBadge(page, /^Synced/);

    github.setRemaining("core", 0);
    github.setRemaining("graphql", 0);
    await page.getByRole("button", { name: "Sync now" }).click();
    await waitForBadge(page, /^Rate limituntil /);

    // Another token has a limit of its own.
    await sync.setToken(id, "second-token");
    github.setRemaining("core", 5_000);
    github.setRemaining("graphql", 5_000);
    await sync.requestSync(id);
    await waitForBadge(page, /^Synced/);

    github.revokeToken("second-token");
    await page.getByRole("button", { name: "Sync now" }).click();
    await waitForBadge(page, /^Token refused$/);
    await page.locator("ghsync-status").hover();
    expect(await page.getByRole("tooltip").textContent()).toContain("Store a new token.");
    await page.screenshot({ path: screenshot("token-refused") });

    await sync.setToken(id, "third-token");
    await sync.requestSync(id);
    await waitForBadge(page, /^Synced/);
    expect(errors).toEqual([]);
  } finally {
    await dashboard.close();
    await close();
  }
});

test("a page polls where no stream gets through", async () => {
  const { prisma, close } = await openDatabase(":memory:");
  const decryptor = createPlaintextDecryptor();
  const dashboard = await startDashboard({ prisma, decryptor, github: {}, port: 0 });
  try {
    await dashboard.sync.trackRepository({ fullName: "octo-org/rocket", active: false });
    const page = await browser.newPage();
    await page.clock.install();
    await page.route("**/events", (route) => route.abort());
    await page.goto(dashboard.url);
    await page.clock.fastForward(5_000);
    await waitForBadge(page, /^Paused$/);
  } finally {
    await dashboard.close();
    await close();
  }
});

test("other host names and other sites' requests are refused", async () => {
  const { prisma, close } = await openDatabase(":memory:");
  const decryptor = createPlaintextDecryptor();
  const { url, close: stop } = await startDashboard({ prisma, decryptor, github: {}, port: 0 });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const post = (site: string) =>
      page.request.post(`${url}/repositories/1/sync`, { headers: { "sec-fetch-site": site } });
    expect((await post("cross-site")).status()).toBe(403);
    expect((await post("same-origin")).status()).toBe(404);
    const other = await page.request.get(`${url}/statuses`, { headers: { host: "evil.example" } });
    expect(other.status()).toBe(403);
  } finally {
    await stop();
    await close();
  }
});
