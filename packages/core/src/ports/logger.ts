/** Where ghsync logs to. Pino's loggers and the console fit; options take any subset of the methods. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Whether it is GitHub's word that its API version is deprecated. The version is ghsync's own: a host can do nothing about it. */
export function isVersionNotice(message: string): boolean {
  return message.includes("is deprecated. It is scheduled");
}

/**
 * A whole logger of a part of one, which throws nothing: no work fails since it could not be told of. What {@link isVersionNotice}
 * knows comes with every answer of GitHub's, and is passed on once.
 */
export function completeLog(log: Partial<Logger>): Logger {
  const to = (level: keyof Logger) => (message: string) => {
    try {
      log[level]?.(message);
    } catch {}
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

/** Warnings and errors to the console: work in the background is not to fail unseen. */
export const consoleLog: Partial<Logger> = {
  warn: (message) => isVersionNotice(message) || console.warn(message),
  error: (message) => console.error(message),
};
