import type { Logger } from "@ghsync/core";

/** Writes warnings and errors to the console, so that background failures are visible. */
export const warnings: Partial<Logger> = {
  warn: (message) => console.warn(message),
  error: (message) => console.error(message),
};

/** Completes a partial logger, and catches its errors: a logger that throws fails no job. */
export function wholeLogger(log: Partial<Logger>): Logger {
  const to = (level: keyof Logger) => (message: string) => {
    try {
      log[level]?.(message);
    } catch {}
  };
  return { debug: to("debug"), info: to("info"), warn: to("warn"), error: to("error") };
}
