/** Where ghsync logs to: any subset of a pino logger or of the console. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const ignore = () => undefined;

/** Says nothing. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** A logger that passes each distinct message prefix once: GitHub deprecates its API version in every answer. */
export function logOnce(log: Logger, prefixOf: (message: string) => string | undefined): Logger {
  const seen = new Set<string>();
  return {
    debug: (message) => log.debug(message),
    info: (message) => log.info(message),
    warn: (message) => {
      const prefix = prefixOf(message);
      if (prefix === undefined) return log.warn(message);
      if (seen.has(prefix)) return;
      seen.add(prefix);
      log.warn(message);
    },
    error: (message) => log.error(message),
  };
}
