import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumPath } from "../../../scripts/require-servers.ts";

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"],
  });
}

/** Waits until the only card's badge shows a text that matches. Its limit is the test's. */
export async function waitForBadge(page: Page, text: RegExp): Promise<void> {
  await page.locator("ghsync-status button", { hasText: text }).waitFor({ timeout: 0 });
}
