import { accessSync, constants } from "node:fs";

/** The browser that `npm run test:servers` and `test:packages` use. */
export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Fails if a program is missing: a test that was skipped would look like one that passed. */
export default function requireServers(): void {
  try {
    accessSync(chromiumPath, constants.X_OK);
  } catch {
    throw new Error(
      `Chromium is missing at ${chromiumPath}: run "apt-get install -y chromium", or set CHROMIUM to its path.`,
    );
  }
}
