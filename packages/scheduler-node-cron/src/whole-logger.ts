import type { Logger } from "@ghsync/core";

/** Warnings and errors to the console: work that fails in the background is not to fail unseen. */
export const warnings: Partial<Logger> = {
  warn: (message) => console.warn(message),
  error: (message) => console.error(message),
};

/** A whole logger of a part of one, which throws nothing: no job fails since it could not be told of. */
export function wholeLogger(log: Partial<Logger>): Logger {
  const to = (level: keyof Logger) => (message: string) => {
    try {
      log[level]?.(message);
    } catch {}
  };
  return { debug: to("debug"), info: to("info"), warn: to("warn"), error: to("error") };
}
