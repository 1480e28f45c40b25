import type { SyncEvent } from "@ghsync/core";
import type { Logger } from "pino";

/** `Sentry.captureException`, or what else takes an error and its context. */
export type CaptureException = (cause: unknown, hint: { extra: Record<string, unknown> }) => void;

/** Logs what runs come to, and hands the original cause of a failure on. Neither holds a token. */
export function reportEvents(log: Logger, captureException?: CaptureException) {
  return ({ type, ...event }: SyncEvent): void => {
    if (!("outcome" in event)) log.debug(event, type);
    else if (event.outcome.status !== "error") log.info(event, type);
    else {
      const { repositoryId, outcome } = event;
      const { code, message, requestId, cause = outcome.error } = outcome.error;
      log.error({ repositoryId, code, requestId }, message);
      captureException?.(cause, { extra: { repositoryId, code, requestId, message } });
    }
  };
}
