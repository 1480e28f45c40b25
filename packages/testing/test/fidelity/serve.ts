import type { FakeGitHub } from "@ghsync/testing";
import { onTestFinished } from "vitest";

/** Client options that lead to a FakeGitHub over HTTP. */
export interface ClientOptions {
  readonly baseUrl: string;
  readonly auth: string;
  readonly log: Log;
  readonly request: { readonly log: Log };
}

type Log = Record<"debug" | "error" | "info" | "warn", (message: string) => void>;

const silent = () => undefined;

/** Serves a FakeGitHub until the running test is over; clients are silent unless a log is given. */
export async function serve(github: FakeGitHub, given: Partial<Log> = {}): Promise<ClientOptions> {
  const { url, close } = await github.listen();
  onTestFinished(close);
  const log = { debug: silent, error: silent, info: silent, warn: silent, ...given };
  return { baseUrl: url, auth: "token-of-a-test", log, request: { log } };
}
