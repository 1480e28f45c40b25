import { GhsyncError } from "../../errors/ghsync-error.ts";
import { type Logger, logOnce } from "../../github/logger.ts";

// It comes with every answer; the version is ghsync's own, so that a host can do nothing about it.
const isVersionNotice = (message: string) => message.includes("is deprecated. It is scheduled");

/** Warnings and errors to the console: work in the background is not to fail unseen. */
const consoleLog: Partial<Logger> = {
  warn: (message) => isVersionNotice(message) || console.warn(message),
  error: (message) => console.error(message),
};

/**
 * A whole logger of the one that the host gave, or of the part. GitHub's notice that its API version is deprecated is passed on
 * once, however many runs there are, and never to the console.
 *
 * @param log @defaultValue the console's warnings and errors
 * @throws GhsyncError `config_invalid` if it is none
 */
export function completeLog(log: Partial<Logger> = consoleLog): Logger {
  if (!isLogger(log)) {
    const message = "github.log must be a logger, with any of debug, info, warn and error.";
    throw new GhsyncError("config_invalid", message);
  }
  const whole: Logger = {
    debug: (message) => log.debug?.(message),
    info: (message) => log.info?.(message),
    warn: (message) => log.warn?.(message),
    error: (message) => log.error?.(message),
  };
  return logOnce(whole, (message) => (isVersionNotice(message) ? "deprecation" : undefined));
}

function isLogger(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { debug, info, warn, error } = value as { readonly [Name in keyof Logger]?: unknown };
  const kinds = [debug, info, warn, error].map((method) => typeof method);
  return kinds.every((kind) => kind === "function" || kind === "undefined");
}
