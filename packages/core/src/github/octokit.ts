import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { throttling } from "@octokit/plugin-throttling";
import type { Logger } from "../ports/logger.ts";
import type { Credential } from "../ports/token-decryptor.ts";
import { secretiveFetch } from "./fetch.ts";
import type { Quota } from "./quota.ts";
import type { Door, DoorRequest } from "./transport.ts";

export const defaultBaseUrl = "https://api.github.com";

/** The version of GitHub's API that ghsync is written for; supported until March 2028. */
const apiVersion = "2022-11-28";

type Job = (...args: unknown[]) => Promise<unknown>;

/** Takes the place of one of the plugin's limiters. */
const limiterOf = (
  run: (job: () => Promise<unknown>, request: DoorRequest["request"]) => unknown,
) => ({
  on: () => undefined,
  schedule: (...args: unknown[]) => {
    // `schedule(job, ...args)`, or with options before the job. A request is the last one.
    const at = args.findIndex((arg) => typeof arg === "function");
    const { request } = (args.at(-1) ?? {}) as Partial<DoorRequest>;
    return run(() => (args[at] as Job)(...args.slice(at + 1)), request);
  },
});
const unlimited = limiterOf((job) => job());

/** The one place that knows Octokit: its plugins, and how their traps are closed. */
export function buildOctokit(
  credential: Credential,
  door: Door,
  { concurrency, strategy }: Pick<Quota, "concurrency" | "strategy">,
  options: {
    readonly baseUrl?: string | undefined;
    readonly userAgent?: string | undefined;
    readonly log: Logger;
    readonly fetch?: typeof fetch | undefined;
    readonly maxResponseBytes?: number | undefined;
    readonly now: () => Date;
  },
) {
  const { baseUrl = defaultBaseUrl, userAgent, log, now } = options;
  const key = quotaOf(credential, options.baseUrl);
  // First plugin, innermost hook: what waited in the throttle's queue passes the door last.
  const doorPlugin = (kit: Octokit) => {
    kit.hook.wrap("request", (send, parameters) =>
      door.pass(parameters as DoorRequest, async (signal) => {
        // In place: the authentication hook sends what it was bound to, and drops a changed copy.
        parameters.request = { ...parameters.request, signal };
        return send(parameters);
      }),
    );
  };
  const OctokitWithPlugins = Octokit.plugin(doorPlugin, throttling, paginateRest);
  const kit = new OctokitWithPlugins({
    ...("token" in credential
      ? { auth: credential.token }
      : { authStrategy: strategy.strategyOf(credential, now), auth: credential.auth }),
    baseUrl,
    userAgent: userAgent === undefined ? "ghsync" : `${userAgent} ghsync`,
    log,
    request: { log, fetch: secretiveFetch(options.fetch, options) },
    throttle: {
      id: key,
      // A place in flight per credential; the plugin's own limiter costs ten milliseconds a request, and is shared by all clients
      // of the process that have no id of their own.
      global: {
        // What a strategy asks on its way is a part of the request that needs it, and has its place.
        key: () =>
          limiterOf((job, request) =>
            request?.byClient ? concurrency.run(job, request.signal) : job(),
          ),
      },
      // The plugin's pace for writes is one a second, and it takes every GraphQL query for one.
      write: { key: () => unlimited },
      // Its queue for tokens is shared by the whole process, and heeds no signal.
      auth: { key: () => unlimited },
      // It retries after a wait in a timer. Here the door has classified the answer, and long waits are stored.
      retryLimiter: unlimited,
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    } as never,
  });
  kit.hook.before("request", (parameters) => {
    parameters.headers["x-github-api-version"] = apiVersion;
  });
  return kit;
}

/** Names what a rate limit counts: a credential, at one API. */
export function quotaOf({ credentialId }: Credential, baseUrl = defaultBaseUrl): string {
  return baseUrl === defaultBaseUrl ? credentialId : `${baseUrl} ${credentialId}`;
}

/** Which API an address names, however it is spelt. Holds no user, password or query string. */
export function apiRootOf(baseUrl: string = defaultBaseUrl): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname}`.replace(/\/+$/, "");
}
