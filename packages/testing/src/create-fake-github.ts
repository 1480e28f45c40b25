import { createInjectedClock, createManualClock, createSleep } from "./clock.ts";
import { createFakeFetch } from "./fake-fetch.ts";
import type { FakeGitHub } from "./fake-github.ts";
import { type FakeGitHubOptions, resolveSettings } from "./fake-github-options.ts";
import { createFaults } from "./faults/faults.ts";
import { createLedger } from "./ledger.ts";
import { listen } from "./listen.ts";
import { createJournal } from "./truth/journal.ts";
import { createTruth } from "./truth/truth.ts";
import { createWorld } from "./truth/world.ts";
import { createGateway } from "./wire/gateway.ts";
import { type Hooks, hookIn, type Intercept } from "./wire/hooks.ts";
import { createIdentityDesk } from "./wire/identity.ts";
import { createMergeability } from "./wire/mergeability.ts";
import { createNodeIdForms } from "./wire/node-id-form.ts";
import { createRateLimits } from "./wire/rate-limit.ts";
import { createTraffic } from "./wire/traffic.ts";
import { keepWorld } from "./world-of.ts";

/**
 * Creates a GitHub with nothing in it.
 *
 * @example
 * ```ts
 * const github = createFakeGitHub();
 * github.truth.createRepository({ fullName: "acme/api" });
 * github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "Add a page" });
 * const response = await github.fetch("https://api.github.com/repos/acme/api/pulls");
 * ```
 */
export function createFakeGitHub(options: FakeGitHubOptions = {}): FakeGitHub {
  const clock = options.now ? createInjectedClock(options.now) : createManualClock();
  const settings = resolveSettings(options);
  const world = createWorld({ ...settings, keepsHistory: settings.replicaLagMs !== undefined });
  const journal = createJournal();
  const ledger = createLedger();
  const limits = createRateLimits(clock, settings);
  const traffic = createTraffic(clock, settings.limits.secondary);
  const interceptors = new Set<Intercept>();
  const faults = createFaults();
  const hooks: Hooks = { request: new Set(), response: new Set() };
  const { identify, revoke } = createIdentityDesk(clock, options.tokens);
  const sleep = options.sleep ?? createSleep(clock, options.now !== undefined);
  const gateway = createGateway({
    world,
    clock,
    settings,
    ledger,
    limits,
    traffic,
    nodeIdForms: createNodeIdForms(world, settings.legacyNodeIdsBefore),
    mergeability: createMergeability(settings.lazyMergeable),
    identify,
    interceptors,
    faults,
    hooks,
    sleep,
  });
  const github: FakeGitHub = {
    clock,
    truth: createTruth(world, clock, journal),
    fetch: createFakeFetch(gateway),
    listen: (where) => listen(gateway, where),
    ledger,
    journal: journal.entries,
    replay(entries) {
      for (const { at, verb, args } of entries) {
        const truth = createTruth(world, { now: () => new Date(at) }, journal);
        (truth[verb] as (args: unknown) => unknown)(args);
        if (!options.now && clock.now() < new Date(at)) {
          clock.set(new Date(at));
        }
      }
    },
    intercept: (answer) => hookIn(interceptors, answer),
    faults,
    onRequest: (hook) => hookIn(hooks.request, hook),
    onResponse: (hook) => hookIn(hooks.response, hook),
    revokeToken: (token, at = clock.now()) => revoke(token, at),
    setRemaining: limits.setRemaining,
  };
  keepWorld(github, world);
  return github;
}
