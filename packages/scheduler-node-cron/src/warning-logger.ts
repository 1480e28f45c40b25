import type { Logger } from "@ghsync/core";

const ignore = () => undefined;

/** Warnings and errors to the console: work that fails in the background is not to fail unseen. */
export const warningLogger: Logger = {
  debug: ignore,
  info: ignore,
  warn: (message) => console.warn(message),
  error: (message) => console.error(message),
};
