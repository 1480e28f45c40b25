import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { throttling } from "@octokit/plugin-throttling";
import type { Logger } from "../ports/logger.ts";
import type { Credential } from "../ports/token-decryptor.ts";
import { redactingFetch } from "./fetch.ts";
import type { Quota } from "./quota.ts";
import type { Transport, TransportRequest } from "./transport.ts";

export const defaultBaseUrl = "https://api.github.com";

/** The version of GitHub's API that ghsync uses; supported until March 2028. */
const apiVersion = "2022-11-28";

type Job = (...args: unknown[]) => Promise<unknown>;

/** Replaces one of the plugin's limiters. */
const limiterOf = (
  run: (job: () => Promise<unknown>, request: TransportRequest["request"]) => unknown,
) => ({
  on: () => undefined,
  schedule: (...args: unknown[]) => {
    // `schedule(job, ...args)`, or with options before the job. The last argument is the request.
    const at = args.findIndex((arg) => typeof arg === "function");
    const { request } = (args.at(-1) ?? {}) as Partial<TransportRequest>;
    return run(() => (args[at] as Job)(...args.slice(at + 1)), request);
  },
});
const unlimited = limiterOf((job) => job());

/**
 * Creates the Octokit instance of a client. Only this function knows Octokit's plugins and works
 * around their problems.
 */
export function createOctokit(
  credential: Credential,
  transport: Transport,
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
  // First plugin, innermost hook: a request reaches the transport after the throttle's queue.
  const transportPlugin = (kit: Octokit) => {
    kit.hook.wrap("request", (send, parameters) =>
      transport.send(parameters as TransportRequest, async (signal) => {
        // Changed in place: the authentication hook sends the object that it was bound to, not a
        // copy.
        parameters.request = { ...parameters.request, signal };
        return send(parameters);
      }),
    );
  };
  const OctokitWithPlugins = Octokit.plugin(transportPlugin, throttling, paginateRest);
  const kit = new OctokitWithPlugins({
    ...("token" in credential
      ? { auth: credential.token }
      : { authStrategy: strategy.strategyOf(credential, now), auth: credential.auth }),
    baseUrl,
    userAgent: userAgent === undefined ? "ghsync" : `${userAgent} ghsync`,
    log,
    request: { log, fetch: redactingFetch(options.fetch, { ...options, baseUrl }) },
    throttle: {
      id: key,
      // One limiter per credential. The plugin's own limiter costs ten milliseconds a request, and
      // all clients of the process without an id share it.
      global: {
        // A strategy's request belongs to the request that needs the token, which already has a
        // place.
        key: () =>
          limiterOf((job, request) =>
            request?.byClient ? concurrency.run(job, request.signal) : job(),
          ),
      },
      // The plugin limits writes to one a second, and treats every GraphQL query as a write.
      write: { key: () => unlimited },
      // The whole process shares its queue for tokens, which ignores signals.
      auth: { key: () => unlimited },
      // The plugin waits in a timer before it retries. Here the transport has already classified
      // the response, and long waits are stored.
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

/** Names what a rate limit counts: a credential at one API. */
export function quotaOf({ credentialId }: Credential, baseUrl = defaultBaseUrl): string {
  return baseUrl === defaultBaseUrl ? credentialId : `${baseUrl} ${credentialId}`;
}

/** Returns the API of an address in one spelling. Holds no user name, password or query string. */
export function apiRootOf(baseUrl: string = defaultBaseUrl): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname}`.replace(/\/+$/, "");
}
