import type { Logger } from "@ghsync/core";

/** Warnings and errors to the console: work that fails in the background is not to fail unseen. */
export const warnings: Partial<Logger> = {
  warn: (message) => console.warn(message),
  error: (message) => console.error(message),
};

/** A whole logger of a part of one. */
export function wholeLogger(log: Partial<Logger>): Logger {
  return {
    debug: (message) => log.debug?.(message),
    info: (message) => log.info?.(message),
    warn: (message) => log.warn?.(message),
    error: (message) => log.error?.(message),
  };
}
