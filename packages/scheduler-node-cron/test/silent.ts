import type { Logger } from "@ghsync/core";

const ignore = () => undefined;

/** For tests in which what is logged does not matter. */
export const silent: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
