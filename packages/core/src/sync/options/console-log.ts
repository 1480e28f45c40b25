import { isVersionNotice } from "../../github/complete-log.ts";
import type { Logger } from "../../ports/logger.ts";

/** Warnings and errors to the console: work in the background is not to fail unseen. */
export const consoleLog: Partial<Logger> = {
  warn: (message) => isVersionNotice(message) || console.warn(message),
  error: (message) => console.error(message),
};
