import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { throttling } from "@octokit/plugin-throttling";
import type { Credential } from "../ports/token-decryptor.ts";
import type { Door, DoorRequest } from "./door.ts";
import { type Logger, logOnce, silentLogger } from "./logger.ts";

/** The version of GitHub's API that ghsync is written for; supported until March 2028. */
const apiVersion = "2022-11-28";

// One request at a time per second is the plugin's pace for writes, and it takes every GraphQL query for one.
const unpaced = {
  key: () => ({
    schedule: (_: unknown, job: (...args: unknown[]) => unknown, ...args: unknown[]) =>
      job(...args),
  }),
};

/** The one place that knows Octokit: its plugins, and how their traps are closed. */
export function buildOctokit(
  credential: Credential,
  door: Door,
  options: {
    readonly baseUrl?: string | undefined;
    readonly userAgent?: string | undefined;
    readonly log?: Logger | undefined;
    readonly fetch?: typeof fetch | undefined;
  },
) {
  const { baseUrl = "https://api.github.com", userAgent, log = silentLogger } = options;
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
  const quietLog = logOnce(log, (message) =>
    message.includes("is deprecated. It is scheduled") ? "deprecation" : undefined,
  );
  const OctokitWithPlugins = Octokit.plugin(doorPlugin, throttling, paginateRest);
  const kit = new OctokitWithPlugins({
    ...("token" in credential
      ? { auth: credential.token }
      : { authStrategy: credential.authStrategy, auth: credential.auth }),
    baseUrl,
    userAgent: userAgent === undefined ? "ghsync" : `${userAgent} ghsync`,
    log: quietLog,
    request: { log: quietLog, fetch: untouched(options.fetch) },
    throttle: {
      // Without an id of its own, all clients of the process share one queue.
      id: `${baseUrl} ${credential.credentialId}`,
      write: unpaced as never,
      // Long waits are stored, never slept: the door has made the error, nobody retries here.
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
  });
  kit.hook.before("request", (parameters) => {
    parameters.headers["x-github-api-version"] = apiVersion;
  });
  return kit;
}

// Octokit writes a status into the reason of an abort, which is the host's own object.
function untouched(ask?: typeof fetch): typeof fetch {
  return async (input, init) => {
    try {
      return await (ask ?? globalThis.fetch)(input, init);
    } catch (cause) {
      throw new TypeError("fetch failed", { cause });
    }
  };
}
