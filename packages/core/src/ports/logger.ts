/**
 * Where ghsync logs to. Pino's loggers and the console fit. Options accept any subset of the
 * methods.
 */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/**
 * Returns whether a message is GitHub's notice that its API version is deprecated. ghsync sets the
 * version, so a host can do nothing about it.
 */
export function isVersionNotice(message: string): boolean {
  return message.includes("is deprecated. It is scheduled");
}

/** The longest line, in characters: a header of a response may be a part of it. */
const maxLineLength = 4000;

/**
 * Completes a partial logger to one that never throws: a failing logger must not stop a sync.
 *
 * A notice that {@link isVersionNotice} recognizes comes with every response, so it is logged only
 * once.
 */
export function completeLog(log: Partial<Logger>): Logger {
  const to = (level: keyof Logger) => (message: string) => {
    // Called before the first `await`, so at once.
    const write = async () => log[level]?.(message.slice(0, maxLineLength));
    void write().catch(() => undefined);
  };
  const warn = to("warn");
  let isNoticed = false;
  return {
    debug: to("debug"),
    info: to("info"),
    warn(message) {
      const isNotice = isVersionNotice(message);
      if (!(isNotice && isNoticed)) warn(message);
      isNoticed ||= isNotice;
    },
    error: to("error"),
  };
}

/** Logs warnings and errors to the console: background work must not fail unseen. */
export const consoleLog: Partial<Logger> = {
  warn: (message) => isVersionNotice(message) || console.warn(message),
  error: (message) => console.error(message),
};
