import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GhsyncRepositoryCard } from "../src/index.ts";
import { exampleStatus } from "./example-statuses.ts";
import { openBrowser, type TestBrowser } from "./open-browser.ts";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function showCard(page: Page, name: string): Promise<void> {
  await page.evaluate((status) => {
    const main = document.querySelector("main") as HTMLElement;
    const card = (main.querySelector("ghsync-repository-card") ??
      main.appendChild(document.createElement("ghsync-repository-card"))) as GhsyncRepositoryCard;
    card.status = status;
  }, exampleStatus(name));
}

test("a card shows name, badge, progress, last sync and detail", async () => {
  const page = await browser.open();
  await showCard(page, "first_sync");
  const card = page.getByRole("article", { name: "octo-org/first_sync" });
  const bar = card.getByRole("progressbar", { name: "Syncing" });
  expect(await bar.getAttribute("value")).toBe("1260");
  expect(await bar.getAttribute("max")).toBe("3000");
  expect(await card.textContent()).toContain("Pull requests: 1260 of 3000.");
  expect(await card.textContent()).toContain("Last sync: –");
  await showCard(page, "complete");
  expect(await card.getByRole("progressbar").count()).toBe(0);
  expect(await page.locator("time").getAttribute("datetime")).toBe("2026-01-05T11:55:00.000Z");
  expect(await page.getByRole("article").textContent()).toContain("Last sync: 5 minutes ago");
});

test("a card of an error says what to do", async () => {
  const page = await browser.open();
  await showCard(page, "repository_gone");
  expect(await page.getByRole("article").textContent()).toContain(
    "Check its name, and the token's access.",
  );
});

test("the button emits ghsync-sync with the repository's id, by keyboard alone", async () => {
  const page = await browser.open();
  await showCard(page, "complete");
  const asked = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener("ghsync-sync", (event) => resolve((event as CustomEvent).detail));
      }),
  );
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await asked).toEqual({ repositoryId: "complete" });
});

test("the button of a repository that is switched off is disabled", async () => {
  const page = await browser.open();
  await showCard(page, "paused");
  expect(await page.getByRole("button", { name: "Sync now" }).isDisabled()).toBe(true);
});

test("reduced motion hides the bar of an unknown total, which moves", async () => {
  for (const [reducedMotion, bars] of [
    ["no-preference", 1],
    ["reduce", 0],
  ] as const) {
    const page = await browser.open({ reducedMotion });
    await showCard(page, "syncing");
    expect(await page.getByRole("progressbar").count()).toBe(bars);
    await showCard(page, "first_sync");
    expect(await page.getByRole("progressbar").count()).toBe(1);
  }
});
